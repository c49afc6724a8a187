package dev.assay.node.prove;

import dev.assay.node.cache.ProverCache;
import dev.assay.node.cache.RecentlyUsed;
import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.prove.ProvingException.Code;
import dev.assay.node.prove.fflonk.FflonkProver;
import dev.assay.node.prove.plonk.PlonkProver;
import dev.assay.node.witness.WitnessCalculator;
import dev.assay.node.witness.WitnessException;
import dev.assay.node.witness.WitnessLimits;
import dev.assay.verification.Digest;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.ProofPoints;
import dev.assay.verification.proof.PublicInputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Proves with files, for the proof system that the key is for: what the command line and the link to the market use.
 * Keys and programs that were used last are remembered by the hash of their content. Safe for use by many threads. An
 * interrupt ends a call between two phases, and within the computation of a witness.
 *
 * <p>Throws {@link Iden3FormatException} for a malformed file, {@link WitnessException} where input or
 * wasm give no witness, {@link ProvingException} where key and witness give no proof, IOException for the world.
 */
public final class Prover {

    private static final int KEPT = 4;
    /** The largest circuits known compile to a tenth of it. */
    private static final long MAX_WASM_BYTES = 512L << 20;

    private final Groth16Prover groth16;
    private final PlonkProver plonk;
    private final FflonkProver fflonk;
    private final KeyLoader loader;
    private final WitnessCalculator calculator;
    private final RecentlyUsed<Digest, ProvingKey> keys = new RecentlyUsed<>(KEPT);

    public Prover(Backend backend, WitnessLimits limits) {
        this(backend, limits, Optional.empty());
    }

    /** @param cache what outlives the process */
    public Prover(Backend backend, WitnessLimits limits, Optional<ProverCache> cache) {
        SecureRandom random = new SecureRandom();
        this.groth16 = new Groth16Prover(backend, random);
        this.plonk = new PlonkProver(backend, random);
        this.fflonk = new FflonkProver(backend, random);
        this.loader = new KeyLoader(backend, random, cache.map(ProverCache::keys));
        this.calculator = new WitnessCalculator(limits, KEPT, cache.map(ProverCache::programs));
    }

    /** Proves with a witness that somebody else computed. */
    public Proven prove(Path zkey, Path wtns, Phase.Listener listener)
            throws IOException, ProvingException, InterruptedException {
        ProvingKey key = load(zkey, listener);
        Stopwatch watch = enter(Phase.WITNESS, listener);
        Wtns witness = Wtns.parse(MappedFile.map(wtns));
        return prove(key, witness, watch.elapsed(), listener);
    }

    /**
     * Computes the witness, checks it against the constraints if they are given, and proves.
     *
     * @param inputJson see {@link dev.assay.node.witness.CircuitInput}
     */
    public Proven prove(Path zkey, Path wasm, Optional<Path> r1cs, byte[] inputJson, Phase.Listener listener)
            throws IOException, WitnessException, ProvingException, InterruptedException {
        ProvingKey key = load(zkey, listener);
        Stopwatch watch = enter(Phase.WITNESS, listener);
        Wtns witness = calculator.compute(readWasm(wasm), inputJson);
        if (r1cs.isPresent()) {
            WitnessCalculator.check(R1cs.parse(MappedFile.map(r1cs.get())), witness);
        }
        return prove(key, witness, watch.elapsed(), listener);
    }

    private static byte[] readWasm(Path wasm) throws IOException, WitnessException {
        if (Files.size(wasm) > MAX_WASM_BYTES) {
            throw new WitnessException(
                    WitnessException.Code.ARTIFACT_INVALID,
                    wasm.getFileName() + " is larger than any circuit's program");
        }
        return Files.readAllBytes(wasm);
    }

    private ProvingKey load(Path zkey, Phase.Listener listener)
            throws IOException, ProvingException, InterruptedException {
        enter(Phase.LOADING, listener);
        MappedFile file = MappedFile.map(zkey);
        Digest content = file.sha256();
        return keys.<Iden3FormatException, ProvingException>get(content, () -> loader.load(file, content));
    }

    private Proven prove(ProvingKey key, Wtns witness, Duration witnessTime, Phase.Listener listener)
            throws ProvingException, InterruptedException {
        Stopwatch watch = enter(Phase.PROVING, listener);
        checkSameCircuit(key, witness);
        byte[] proofJson = proof(key, witness);
        enter(Phase.VERIFYING, listener);
        byte[] publicJson = publicInputs(key, witness);
        checkProof(key, proofJson, publicJson);
        return new Proven(proofJson, publicJson, witnessTime, watch.elapsed());
    }

    private static void checkSameCircuit(ProvingKey key, Wtns witness) throws ProvingException {
        if (witness.curve() != key.curve()) {
            throw new ProvingException(
                    Code.WITNESS_OF_ANOTHER_CIRCUIT,
                    key.name() + " is over " + key.curve().name() + ", the witness over "
                            + witness.curve().name());
        }
        if (witness.size() != key.wires()) {
            throw new ProvingException(
                    Code.WITNESS_OF_ANOTHER_CIRCUIT,
                    key.name() + " has " + key.wires() + " wires, the witness has " + witness.size() + " values");
        }
    }

    private byte[] proof(ProvingKey key, Wtns witness) throws ProvingException {
        return switch (key) {
            case ProvingKey.Groth16 groth16Key -> toJson(key.curve(), groth16.prove(groth16Key.zkey(), witness));
            case ProvingKey.Plonk plonkKey -> plonk.prove(plonkKey.zkey(), witness);
            case ProvingKey.Fflonk fflonkKey -> fflonk.prove(fflonkKey.zkey(), witness);
        };
    }

    private static byte[] toJson(Curve curve, ProofPoints proof) throws ProvingException {
        if (proof.a().isInfinity() || proof.b().isInfinity() || proof.c().isInfinity()) {
            throw new ProvingException(Code.KEY_REJECTED, "the key leads to a proof with a point at infinity");
        }
        return proof.toJson(curve);
    }

    private static byte[] publicInputs(ProvingKey key, Wtns witness) {
        return PublicInputs.toJson(IntStream.rangeClosed(1, key.publicWires())
                .mapToObj(witness::number)
                .toList());
    }

    /** A proof that does not verify is never handed out: it may say something about the witness. */
    private static void checkProof(ProvingKey key, byte[] proofJson, byte[] publicJson) throws ProvingException {
        if (!key.verifies(proofJson, publicJson)) {
            throw new ProvingException(
                    Code.WITNESS_UNSATISFIED,
                    "the proof did not verify: the witness does not satisfy the key's circuit, or the key is of another"
                            + " circuit of the same size; check the witness against the r1cs file");
        }
    }

    private static Stopwatch enter(Phase phase, Phase.Listener listener) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("before " + phase);
        }
        listener.entered(phase);
        return new Stopwatch(System.nanoTime());
    }

    private record Stopwatch(long startNanos) {
        Duration elapsed() {
            return Duration.ofNanos(System.nanoTime() - startNanos);
        }
    }
}
