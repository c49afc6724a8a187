package dev.assay.bench.prove;

import com.sun.management.OperatingSystemMXBean;
import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.prove.Backend;
import dev.assay.node.prove.Groth16Prover;
import dev.assay.node.prove.NativeBackend;
import dev.assay.node.prove.NativeEngine;
import dev.assay.node.prove.Scalars;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Proving and its parts by CPU time of all threads and by the clock, of one backend. The names: {@code field}, {@code ntt}
 * (both of the native engine alone), {@code msm}, {@code prove}.
 */
public final class ProvingBench {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int SCALAR_BYTES = 32;
    private static final int FIELD_ELEMENTS = 64;
    private static final long FIELD_ROUNDS = 200_000;

    private final Options options;

    private ProvingBench(Options options) {
        this.options = options;
    }

    public static void run(String name, List<String> arguments)
            throws IOException, Iden3FormatException, NativeEngine.Missing {
        ProvingBench bench = new ProvingBench(Options.of(arguments));
        switch (name) {
            case "field" -> bench.field();
            case "ntt" -> bench.ntt();
            case "msm" -> bench.msm();
            default -> bench.prove();
        }
    }

    private void field() throws NativeEngine.Missing {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment a = random(arena, FIELD_ELEMENTS);
            NativeBackend engine = options.engine();
            report(
                    "multiplication modulo q, nanoseconds",
                    1e9 / FIELD_ROUNDS / FIELD_ELEMENTS,
                    () -> engine.multiplyModuloQ(a, a, FIELD_ROUNDS));
        }
    }

    private void ntt() throws NativeEngine.Missing {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = random(arena, 1 << options.log2());
            NativeBackend engine = options.engine();
            report(
                    "transform of 2^" + options.log2() + ", seconds",
                    0.5,
                    () -> engine.toOddCoset(values, options.log2()));
        }
    }

    private void msm() throws IOException, Iden3FormatException, NativeEngine.Missing {
        SyntheticKey key = new SyntheticKey(options.log2());
        Zkey zkey = key.zkey();
        Scalars scalars = Scalars.of(key.witness());
        Backend backend = options.backend();
        report("G1, sum of 2^" + options.log2() + ", seconds", 1, () -> backend.msmG1(zkey.a(), scalars));
        report("G2, sum of 2^" + options.log2() + ", seconds", 1, () -> backend.msmG2(zkey.b2(), scalars));
    }

    private void prove() throws IOException, Iden3FormatException, NativeEngine.Missing {
        SyntheticKey synthetic = new SyntheticKey(options.log2());
        Zkey zkey = options.zkey().isPresent()
                ? Zkey.parse(MappedFile.map(options.zkey().get()))
                : synthetic.zkey();
        Wtns witness = options.wtns().isPresent()
                ? Wtns.parse(MappedFile.map(options.wtns().get()))
                : synthetic.witness();
        Backend backend = options.backend();
        report(
                "quotient of 2^" + zkey.header().domainLog2() + ", seconds",
                1,
                () -> backend.quotient(zkey.coefficients(), witness));
        Groth16Prover prover = new Groth16Prover(backend, new SecureRandom());
        try (MemoryPeak peak = MemoryPeak.begin()) {
            prover.prove(zkey, witness);
            System.err.println("memory beyond files, MB: " + (peak.mostBytes() >> 20)
                    + " at most, of which the JVM had " + (peak.beforeBytes() >> 20) + " before");
        }
        report("proof of 2^" + zkey.header().domainLog2() + ", seconds", 1, () -> prover.prove(zkey, witness));
    }

    private static MemorySegment random(Arena arena, int count) {
        byte[] bytes = new byte[count * SCALAR_BYTES];
        SyntheticKey.random().nextBytes(bytes);
        for (int i = SCALAR_BYTES - 1; i < bytes.length; i += SCALAR_BYTES) {
            bytes[i] &= 0x1f; // below both primes
        }
        return arena.allocate(bytes.length, Long.BYTES).copyFrom(MemorySegment.ofArray(bytes));
    }

    private void report(String what, double factor, Runnable operation) {
        List<Double> cpu = new ArrayList<>();
        List<Double> wall = new ArrayList<>();
        operation.run();
        for (int i = 0; i < options.runs(); i++) {
            long cpuBefore = SYSTEM.getProcessCpuTime();
            long before = System.nanoTime();
            operation.run();
            wall.add((System.nanoTime() - before) / 1e9 * factor);
            cpu.add((SYSTEM.getProcessCpuTime() - cpuBefore) / 1e9 * factor);
        }
        System.out.printf(
                Locale.ROOT,
                options.isJson()
                        ? "{\"what\":\"%s\",\"cpuLeast\":%.4f,\"cpuMedian\":%.4f,\"wallLeast\":%.4f,\"wallMedian\":%.4f,\"runs\":%d}%n"
                        : "%s: CPU least %.4f, median %.4f; wall least %.4f, median %.4f; %d runs%n",
                what,
                sorted(cpu)[0],
                sorted(cpu)[cpu.size() / 2],
                sorted(wall)[0],
                sorted(wall)[wall.size() / 2],
                options.runs());
    }

    private static double[] sorted(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
