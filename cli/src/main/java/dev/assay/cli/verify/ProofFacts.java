package dev.assay.cli.verify;

import dev.assay.cli.Facts;
import dev.assay.verification.proof.VerifiedProof;

/** What a verified proof says, for people and for JSON. */
public final class ProofFacts {

    private ProofFacts() {}

    public static Facts of(VerifiedProof verified) {
        return new Facts()
                .with("system", "groth16-bn254")
                .with("verificationKeySha256", verified.key().digest().hex())
                .with(
                        "publicInputs",
                        verified.publicInputs().stream().map(String::valueOf).toList());
    }
}
