package dev.assay.bench.prove;

import dev.assay.node.prove.Backend;
import dev.assay.node.prove.JavaBackend;
import dev.assay.node.prove.NativeBackend;
import dev.assay.verification.pairing.Curve;
import java.lang.foreign.MemorySegment;

/** What the backends offer to benchmarks alone, on BN254: see {@link NativeBackend} and {@link JavaBackend}. */
record Arithmetic(Multiplication multiplication, Transform transform) {

    /** Each a becomes a times so many factors b. */
    interface Multiplication {
        void run(MemorySegment a, MemorySegment b, long rounds);
    }

    /** Two transforms. */
    interface Transform {
        void run(MemorySegment values, int log2);
    }

    static Arithmetic of(Backend backend) {
        return switch (backend) {
            case JavaBackend java -> new Arithmetic(java::multiplyModuloQ, java::toOddCoset);
            case NativeBackend engine ->
                new Arithmetic(
                        (a, b, rounds) -> engine.multiplyModuloQ(Curve.BN254, a, b, rounds),
                        (values, log2) -> engine.toOddCoset(Curve.BN254, values, log2));
        };
    }
}
