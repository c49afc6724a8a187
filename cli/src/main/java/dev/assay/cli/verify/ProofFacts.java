package dev.assay.cli.verify;

import dev.assay.cli.Facts;
import dev.assay.verification.proof.ProvedInputs;

/** What a verified proof says, for people and for JSON. */
public final class ProofFacts {

    private ProofFacts() {}

    public static Facts of(ProvedInputs verified) {
        return new Facts()
                .with("system", verified.key().proofSystem())
                .with("verificationKeySha256", verified.key().digest().hex())
                .with(
                        "publicInputs",
                        verified.publicInputs().stream().map(String::valueOf).toList());
    }
}
