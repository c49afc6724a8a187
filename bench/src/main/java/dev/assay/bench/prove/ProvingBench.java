package dev.assay.bench.prove;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.prove.Backend;
import dev.assay.node.prove.Groth16Prover;
import dev.assay.node.prove.NativeEngine;
import dev.assay.node.prove.Prover;
import dev.assay.node.prove.ProvingException;
import dev.assay.node.prove.Scalars;
import dev.assay.node.witness.WitnessException;
import dev.assay.node.witness.WitnessLimits;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Proving and its parts by CPU time of all threads and by the clock, of one backend, and of peers in turns with it. The
 * names: {@code field}, {@code ntt}, {@code msm}, {@code prove}. Each of the sizes that are
 * asked for is measured, the smallest first.
 */
public final class ProvingBench {

    private static final int SCALAR_BYTES = 32;
    private static final int FIELD_ELEMENTS = 64;
    private static final long FIELD_ROUNDS = 200_000;

    private final Options options;
    private final Report report;

    private ProvingBench(Options options) throws NativeEngine.Missing {
        this.options = options;
        this.report = new Report(options);
    }

    /** @throws IllegalArgumentException for an option that cannot be used */
    public static void run(String name, List<String> arguments)
            throws IOException, Iden3FormatException, NativeEngine.Missing, InterruptedException {
        Options options = Options.of(arguments);
        System.err.println("backend " + options.choice());
        ProvingBench bench = new ProvingBench(options);
        if (name.equals("field")) {
            bench.field();
        } else {
            for (int log2 : bench.options.sizes()) {
                bench.run(name, log2);
            }
        }
        bench.report.end();
    }

    private void run(String name, int log2)
            throws IOException, Iden3FormatException, NativeEngine.Missing, InterruptedException {
        switch (name) {
            case "ntt" -> ntt(log2);
            case "msm" -> msm(log2);
            default -> prove(log2);
        }
    }

    private void field() throws NativeEngine.Missing, IOException, InterruptedException {
        try (Arena arena = Arena.ofConfined()) {
            report.of("field", 0, 1, new Race().with(multiplication(arena, options.backend(), 1e9)));
        }
    }

    /** Products modulo q. @param unit one second, in the unit of the result */
    static Contender multiplication(Arena arena, Backend backend, double unit) {
        MemorySegment a = random(arena, FIELD_ELEMENTS);
        Arithmetic.Multiplication multiplication = Arithmetic.of(backend).multiplication();
        return Contender.here(
                "multiplication modulo q, nanoseconds",
                unit / FIELD_ROUNDS / FIELD_ELEMENTS,
                () -> multiplication.run(a, a, FIELD_ROUNDS));
    }

    private void ntt(int log2) throws NativeEngine.Missing, IOException, InterruptedException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = random(arena, 1 << log2);
            Arithmetic.Transform coset = Arithmetic.of(options.backend()).transform();
            Contender transform = Contender.here("transform", 0.5, () -> coset.run(values, log2));
            report.of("ntt", log2, Ceiling.transform(log2), new Race().with(transform));
        }
    }

    private void msm(int log2) throws IOException, Iden3FormatException, NativeEngine.Missing, InterruptedException {
        try (SyntheticCircuit circuit = SyntheticCircuit.of(options.curve(), log2, options.witness())) {
            Zkey zkey = circuit.zkey();
            Scalars scalars = Scalars.of(circuit.witness());
            Backend backend = options.backend();
            Contender g1 = Contender.here("sum in G1", 1, () -> backend.msm(zkey.a(), scalars));
            Contender g2 = Contender.here("sum in G2", 1, () -> backend.msm(zkey.b2(), scalars));
            report.of("msm", log2, Ceiling.sumInG1(log2), new Race().with(g1));
            report.of("msm", log2, Ceiling.sumInG2(log2), new Race().with(g2));
        }
    }

    private void prove(int log2) throws IOException, Iden3FormatException, NativeEngine.Missing, InterruptedException {
        if (options.zkey().isPresent() && options.wtns().isPresent()) {
            prove(options.zkey().get(), options.wtns().get());
        } else if (options.zkey().isPresent()
                && options.wasm().isPresent()
                && options.input().isPresent()) {
            prove(options.zkey().get(), options.wasm().get(), options.input().get());
        } else {
            try (SyntheticCircuit circuit = SyntheticCircuit.of(options.curve(), log2, options.witness())) {
                prove(circuit.zkeyFile(), circuit.wtnsFile());
            }
        }
    }

    /** From an input to a proof that was verified, as a node does that has served the circuit before. */
    private void prove(Path zkey, Path wasm, Path input)
            throws IOException, Iden3FormatException, NativeEngine.Missing, InterruptedException {
        Backend backend = options.backend();
        Prover prover = new Prover(backend, WitnessLimits.ofThisMachine());
        byte[] inputJson = Files.readAllBytes(input);
        Contender ours = Contender.here(
                "witness and proof, " + backend.hardware(), 1, () -> proveOnce(prover, zkey, wasm, inputJson));
        Race race = new Race().with(ours);
        try (Scratch scratch = Scratch.create()) {
            options.peers().forEach(peer -> race.with(Peer.fromInput(peer, input, wasm, zkey, scratch.folder())));
            report.of("prove", 0, 1, race);
        }
    }

    private static void proveOnce(Prover prover, Path zkey, Path wasm, byte[] inputJson) {
        try {
            prover.prove(zkey, wasm, Optional.empty(), inputJson, phase -> {});
        } catch (IOException | WitnessException | ProvingException e) {
            throw new IllegalArgumentException("no proof: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void prove(Path zkeyFile, Path wtnsFile)
            throws IOException, Iden3FormatException, NativeEngine.Missing, InterruptedException {
        Zkey zkey = Zkey.parse(MappedFile.map(zkeyFile));
        Wtns witness = Wtns.parse(MappedFile.map(wtnsFile));
        int log2 = zkey.header().domainLog2();
        Backend backend = options.backend();
        Groth16Prover prover = new Groth16Prover(backend, new SecureRandom());
        Contender quotient = Contender.here("quotient", 1, () -> backend.quotient(zkey.coefficients(), witness));
        report.of("prove", log2, Ceiling.quotient(log2), new Race().with(quotient));
        printMemory(() -> prover.prove(zkey, witness));
        Race race = new Race().with(Contender.here(backend.hardware(), 1, () -> prover.prove(zkey, witness)));
        try (Scratch scratch = Scratch.create()) {
            options.peers().forEach(peer -> race.with(Peer.of(peer, zkeyFile, wtnsFile, scratch.folder())));
            report.of("prove", log2, Ceiling.proof(log2), race);
        }
    }

    private static void printMemory(Runnable proof) {
        try (MemoryPeak peak = MemoryPeak.begin()) {
            proof.run();
            System.err.printf(
                    Locale.ROOT,
                    "memory beyond files, MB: %d at most, of which the JVM had %d before%n",
                    peak.mostBytes() >> 20,
                    peak.beforeBytes() >> 20);
        }
    }

    private static MemorySegment random(Arena arena, int count) {
        byte[] bytes = new byte[count * SCALAR_BYTES];
        SyntheticCircuit.random().nextBytes(bytes);
        for (int i = SCALAR_BYTES - 1; i < bytes.length; i += SCALAR_BYTES) {
            bytes[i] &= 0x1f; // below both primes
        }
        return arena.allocate(bytes.length, Long.BYTES).copyFrom(MemorySegment.ofArray(bytes));
    }
}
