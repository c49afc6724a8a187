package dev.assay.node.witness;

import dev.assay.node.cache.CompiledPrograms;
import dev.assay.node.cache.RecentlyUsed;
import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.witness.WitnessException.Code;
import dev.assay.verification.Digest;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Computes witnesses with circom 2 programs. Safe for use by many threads: each computation has its own memory, compiled
 * programs are kept by their SHA-256.
 */
public final class WitnessCalculator {

    private static final String NAME = "witness";

    private final RecentlyUsed<Digest, CircuitModule> modules;
    private final WitnessLimits limits;
    private final Optional<CompiledPrograms> compiled;

    /** @param programsKept how many compiled programs stay in memory */
    public WitnessCalculator(WitnessLimits limits, int programsKept) {
        this(limits, programsKept, Optional.empty());
    }

    /** @param compiled where they outlive the process */
    public WitnessCalculator(WitnessLimits limits, int programsKept, Optional<CompiledPrograms> compiled) {
        this.limits = limits;
        this.compiled = compiled;
        this.modules = new RecentlyUsed<>(programsKept);
    }

    /**
     * The witness of an input. It is what the program says: {@link #check} compares it with the constraints.
     *
     * @param wasm circom's {@code .wasm}
     * @param inputJson see {@link CircuitInput}
     */
    public Wtns compute(byte[] wasm, byte[] inputJson) throws WitnessException, InterruptedException {
        CircuitInput input = CircuitInput.parse(inputJson);
        return TimeLimit.run(limits.time(), () -> run(wasm, input));
    }

    private Wtns run(byte[] wasm, CircuitInput input) throws WitnessException {
        Digest digest = Digest.sha256(wasm);
        CircuitModule module = modules.<WitnessException, RuntimeException>get(
                digest, () -> CircuitModule.compile(wasm, compiled.map(programs -> programs.of(digest))));
        CircuitRun circuit = new CircuitRun(module.start(new CircuitHost(), limits), limits);
        try {
            return Wtns.ofValues(NAME, circuit.curve(), circuit.witness(input));
        } catch (Iden3FormatException e) {
            throw new WitnessException(Code.ARTIFACT_INVALID, "the circuit's program is faulty: " + e.getMessage(), e);
        }
    }

    /**
     * Whether the witness satisfies the constraints.
     *
     * @throws WitnessException ARTIFACT_INVALID, with the number of the first row that fails: the program computed a
     *     witness for an input that its own constraints refuse, so the files do not belong together or are faulty
     */
    public static void check(R1cs r1cs, Wtns witness) throws WitnessException, Iden3FormatException {
        if (r1cs.curve() != witness.curve()) {
            throw new WitnessException(
                    Code.ARTIFACT_INVALID,
                    "the wasm file is over " + witness.curve().name() + ", the r1cs file over "
                            + r1cs.curve().name());
        }
        if (r1cs.wires() != witness.size()) {
            throw new WitnessException(
                    Code.ARTIFACT_INVALID,
                    "the wasm file makes " + witness.size() + " values, the r1cs file has " + r1cs.wires() + " wires");
        }
        OptionalInt row = r1cs.firstUnsatisfied(witness);
        if (row.isPresent()) {
            throw new WitnessException(
                    Code.ARTIFACT_INVALID,
                    "the witness does not satisfy row " + row.getAsInt() + " of the constraints");
        }
    }
}
