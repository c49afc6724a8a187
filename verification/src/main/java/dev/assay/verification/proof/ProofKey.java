package dev.assay.verification.proof;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.fflonk.FflonkKey;
import dev.assay.verification.proof.fflonk.FflonkVerifier;
import dev.assay.verification.proof.plonk.PlonkKey;
import dev.assay.verification.proof.plonk.PlonkVerifier;
import dev.assay.verification.workload.Circuit;
import java.util.function.Function;

/**
 * An examined verification key of snarkjs, of whichever proof system. The key says how a proof is verified, and never the
 * proof.
 */
public sealed interface ProofKey {

    /**
     * Examines snarkjs' {@code verification_key.json}: the checks are those of {@link VerifiedKey#load}, {@link
     * PlonkKey#load} or {@link FflonkKey#load}, as its member "protocol" says.
     */
    static Verdict<ProofKey> load(byte[] verificationKeyJson) {
        try {
            return new Verdict.Verified<>(examine(verificationKeyJson));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * Examines the key of a circuit:
     *
     * <ol>
     *   <li>the file has the hash that the manifest names;
     *   <li>the checks of {@link #load(byte[])};
     *   <li>the key is of the proof system and curve that the manifest names;
     *   <li>it asks for as many public inputs as the manifest says.
     * </ol>
     */
    static Verdict<ProofKey> load(Circuit circuit, byte[] verificationKeyJson) {
        try {
            checkDigest(circuit, verificationKeyJson);
            ProofKey key = examine(verificationKeyJson);
            checkSystem(circuit, key);
            checkCount(circuit, key);
            return new Verdict.Verified<>(key);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** SHA-256 of the file: what a circuit's manifest names. */
    Digest digest();

    int publicInputs();

    ProofSystem system();

    Curve curve();

    /** System and curve as a circuit's manifest has them, such as "groth16-bn254". */
    default String proofSystem() {
        return system() + "-" + curve().name();
    }

    /**
     * Decides whether a proof holds for these public inputs: the checks are those of {@link Groth16Verifier#verify}, {@link
     * PlonkVerifier#verify} or {@link FflonkVerifier#verify}. A proof that names another system than this key's is {@link
     * Reason#PROOF_SYSTEM_UNSUPPORTED}: a proof cannot choose how it is verified.
     *
     * @param proofJson snarkjs' {@code proof.json}
     * @param publicJson snarkjs' {@code public.json}
     */
    Verdict<ProvedInputs> verify(byte[] proofJson, byte[] publicJson);

    record Groth16(VerifiedKey key) implements ProofKey {

        @Override
        public Digest digest() {
            return key.digest();
        }

        @Override
        public int publicInputs() {
            return key.publicInputs();
        }

        @Override
        public ProofSystem system() {
            return ProofSystem.GROTH16;
        }

        @Override
        public Curve curve() {
            return key.curve();
        }

        @Override
        public Verdict<ProvedInputs> verify(byte[] proofJson, byte[] publicJson) {
            return map(Groth16Verifier.verify(key, proofJson, publicJson), ProvedInputs.Groth16::new);
        }
    }

    record Plonk(PlonkKey key) implements ProofKey {

        @Override
        public Digest digest() {
            return key.digest();
        }

        @Override
        public int publicInputs() {
            return key.publicInputs();
        }

        @Override
        public ProofSystem system() {
            return ProofSystem.PLONK;
        }

        @Override
        public Curve curve() {
            return key.curve();
        }

        @Override
        public Verdict<ProvedInputs> verify(byte[] proofJson, byte[] publicJson) {
            return map(PlonkVerifier.verify(key, proofJson, publicJson), ProvedInputs.Plonk::new);
        }
    }

    record Fflonk(FflonkKey key) implements ProofKey {

        @Override
        public Digest digest() {
            return key.digest();
        }

        @Override
        public int publicInputs() {
            return key.publicInputs();
        }

        @Override
        public ProofSystem system() {
            return ProofSystem.FFLONK;
        }

        @Override
        public Curve curve() {
            return Curve.BN254;
        }

        @Override
        public Verdict<ProvedInputs> verify(byte[] proofJson, byte[] publicJson) {
            return map(FflonkVerifier.verify(key, proofJson, publicJson), ProvedInputs.Fflonk::new);
        }
    }

    private static ProofKey examine(byte[] verificationKeyJson) {
        return switch (protocol(verificationKeyJson)) {
            case "groth16" -> new Groth16(value(VerifiedKey.load(verificationKeyJson)));
            case "plonk" -> new Plonk(value(PlonkKey.load(verificationKeyJson)));
            case "fflonk" -> new Fflonk(value(FflonkKey.load(verificationKeyJson)));
            default ->
                throw new Rejection(
                        Reason.PROOF_SYSTEM_UNSUPPORTED, "only the protocols groth16, plonk and fflonk are verified");
        };
    }

    private static String protocol(byte[] verificationKeyJson) {
        JsonValue file = SnarkjsJson.parse(verificationKeyJson, Groth16Key.MAX_SIZE_BYTES);
        return file instanceof JsonObject object && object.members().get("protocol") instanceof JsonString name
                ? name.value()
                : "";
    }

    private static void checkDigest(Circuit circuit, byte[] verificationKeyJson) {
        if (!Digest.sha256(verificationKeyJson).equals(circuit.verificationKey())) {
            throw new Rejection(Reason.ARTIFACT_MISMATCH, "the verification key is another file");
        }
    }

    private static void checkSystem(Circuit circuit, ProofKey key) {
        if (!key.proofSystem().equals(circuit.proofSystem())) {
            throw new Rejection(
                    Reason.PROOF_SYSTEM_UNSUPPORTED,
                    "the key is of " + key.proofSystem() + ", the manifest says " + circuit.proofSystem());
        }
    }

    private static void checkCount(Circuit circuit, ProofKey key) {
        if (key.publicInputs() != circuit.publicInputs()) {
            throw new Rejection(
                    Reason.INPUT_COUNT_MISMATCH,
                    "the key asks for " + key.publicInputs() + " public inputs, the manifest says "
                            + circuit.publicInputs());
        }
    }

    private static <K> K value(Verdict<K> verdict) {
        return switch (verdict) {
            case Verdict.Verified<K> verified -> verified.value();
            case Verdict.Rejected<K> rejected -> throw rejected.rejection();
            case Verdict.Simulated<K> ignored -> throw new IllegalStateException("a key is never simulated");
        };
    }

    private static <A> Verdict<ProvedInputs> map(Verdict<A> verdict, Function<A, ProvedInputs> witness) {
        return switch (verdict) {
            case Verdict.Verified<A> verified -> new Verdict.Verified<>(witness.apply(verified.value()));
            case Verdict.Rejected<A> rejected -> new Verdict.Rejected<>(rejected.findings());
            case Verdict.Simulated<A> ignored -> throw new IllegalStateException("a proof is never simulated");
        };
    }
}
