package dev.assay.cli.verify;

import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.proof.gnark.GnarkPlonkVerifier;
import dev.assay.verification.proof.gnark.GnarkVerifier;
import dev.assay.verification.proof.gnark.HashToField;
import dev.assay.verification.proof.gnark.VerifiedGnarkKey;
import dev.assay.verification.proof.gnark.VerifiedGnarkPlonkKey;
import java.io.IOException;

/** Runs cases of proofs, by their format, system and curve. */
final class ProofCases {

    private ProofCases() {}

    static CaseOutcome run(Case given) throws IOException {
        return switch (given.text("format")) {
            // A key of snarkjs says itself which system and curve it is of.
            case "snarkjs" -> snarkjs(given);
            case "gnark" -> gnark(given);
            case "risc0" -> ZkvmCases.risc0(given);
            case "sp1" -> ZkvmCases.sp1(given);
            default -> given.unsupported();
        };
    }

    private static CaseOutcome snarkjs(Case given) throws IOException {
        byte[] proof = given.fileOrJson("proof");
        byte[] inputs = given.fileOrJson("public");
        return given.outcome(ProofKey.load(given.fileOrJson("vk")), key -> key.verify(proof, inputs));
    }

    private static CaseOutcome gnark(Case given) throws IOException {
        return switch (given.text("system") + "-" + given.text("curve")) {
            case "groth16-bn254" -> gnarkGroth16(given);
            case "plonk-bn254" -> gnarkPlonk(given, Curve.BN254);
            case "plonk-bls12_381" -> gnarkPlonk(given, Curve.BLS12_381);
            default -> given.unsupported();
        };
    }

    /** Commitments are hashed as gnark does where it is not told otherwise: a case has no word for another way. */
    private static CaseOutcome gnarkGroth16(Case given) throws IOException {
        byte[] proof = given.file("proof");
        byte[] witness = given.file("public");
        return given.outcome(
                VerifiedGnarkKey.load(given.file("vk")),
                key -> GnarkVerifier.verify(key, proof, witness, HashToField.RFC_9380));
    }

    private static CaseOutcome gnarkPlonk(Case given, Curve curve) throws IOException {
        byte[] proof = given.file("proof");
        byte[] witness = given.file("public");
        return given.outcome(
                VerifiedGnarkPlonkKey.load(curve, given.file("vk")),
                key -> GnarkPlonkVerifier.verify(key, proof, witness));
    }
}
