package dev.assay.verification.proof;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.proof.fflonk.FflonkKey;
import dev.assay.verification.proof.fflonk.FflonkVerifier;
import dev.assay.verification.proof.plonk.PlonkKey;
import dev.assay.verification.proof.plonk.PlonkVerifier;
import java.util.function.Function;

/** Verifies proofs in the form of snarkjs' files, by the proof system that the verification key names. */
public final class ProofVerifier {

    private ProofVerifier() {}

    /**
     * Examines snarkjs' {@code verification_key.json}: the checks are those of {@link VerifiedKey#load}, {@link
     * PlonkKey#load} or {@link FflonkKey#load}, as its member "protocol" says.
     */
    public static Verdict<ProofKey> load(byte[] verificationKeyJson) {
        try {
            return switch (protocol(verificationKeyJson)) {
                case "groth16" -> map(VerifiedKey.load(verificationKeyJson), ProofKey.Groth16::new);
                case "plonk" -> map(PlonkKey.load(verificationKeyJson), ProofKey.Plonk::new);
                case "fflonk" -> map(FflonkKey.load(verificationKeyJson), ProofKey.Fflonk::new);
                default ->
                    throw new Rejection(
                            Reason.PROOF_SYSTEM_UNSUPPORTED,
                            "only the protocols groth16, plonk and fflonk are verified");
            };
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * Decides whether a proof holds for these public inputs: the checks are those of {@link Groth16Verifier#verify}, {@link
     * PlonkVerifier#verify} or {@link FflonkVerifier#verify}, as the key demands. A proof that names another system than its
     * key is {@link Reason#PROOF_SYSTEM_UNSUPPORTED}: a proof cannot choose how it is verified.
     */
    public static Verdict<ProvedInputs> verify(ProofKey key, byte[] proofJson, byte[] publicJson) {
        return switch (key) {
            case ProofKey.Groth16 groth16 ->
                map(Groth16Verifier.verify(groth16.key(), proofJson, publicJson), ProvedInputs.Groth16::new);
            case ProofKey.Plonk plonk ->
                map(PlonkVerifier.verify(plonk.key(), proofJson, publicJson), ProvedInputs.Plonk::new);
            case ProofKey.Fflonk fflonk ->
                map(FflonkVerifier.verify(fflonk.key(), proofJson, publicJson), ProvedInputs.Fflonk::new);
        };
    }

    private static String protocol(byte[] verificationKeyJson) {
        JsonValue file = SnarkjsJson.parse(verificationKeyJson, Groth16Key.MAX_SIZE_BYTES);
        return file instanceof JsonObject object && object.members().get("protocol") instanceof JsonString name
                ? name.value()
                : "";
    }

    private static <A, B> Verdict<B> map(Verdict<A> verdict, Function<A, B> witness) {
        return switch (verdict) {
            case Verdict.Verified<A> verified -> new Verdict.Verified<>(witness.apply(verified.value()));
            case Verdict.Simulated<A> simulated -> new Verdict.Simulated<>(witness.apply(simulated.value()));
            case Verdict.Rejected<A> rejected -> new Verdict.Rejected<>(rejected.findings());
        };
    }
}
