package dev.assay.bench.prove;

import dev.assay.node.prove.Backend;
import dev.assay.node.prove.JavaBackend;
import dev.assay.node.prove.NativeBackend;
import java.lang.foreign.MemorySegment;

/** What the backends offer to benchmarks alone: see {@link NativeBackend} and {@link JavaBackend}. */
record Arithmetic(Multiplication multiplication, Transform transform) {

    /** Each a becomes a times so many factors b. */
    interface Multiplication {
        void run(MemorySegment a, MemorySegment b, long rounds);
    }

    /** Two transforms. */
    interface Transform {
        void run(MemorySegment values, int log2);
    }

    /** @throws IllegalArgumentException for a backend that offers none */
    static Arithmetic of(Backend backend) {
        return switch (backend) {
            case JavaBackend java -> new Arithmetic(java::multiplyModuloQ, java::toOddCoset);
            case NativeBackend engine -> new Arithmetic(engine::multiplyModuloQ, engine::toOddCoset);
            default -> throw new IllegalArgumentException("nothing to measure in backend " + backend.name());
        };
    }
}
