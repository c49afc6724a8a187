package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.verification.Verdict;
import dev.assay.verification.proof.plonk.PlonkKey;
import dev.assay.verification.proof.plonk.PlonkVerifier;

final class PlonkProverTest extends UniversalProverContract {

    @Override
    String system() {
        return "plonk";
    }

    @Override
    int powersSection() {
        return 14;
    }

    /** After two primes with their sizes, five counts, two numbers and eight points. */
    @Override
    int tauOffset() {
        return 2 * 36 + 5 * 4 + 2 * 32 + 8 * 64;
    }

    @Override
    String vector() {
        return "snarkjs-plonk-circuit";
    }

    @Override
    Verdict<?> verify(byte[] verificationKey, Proven proven) {
        Verdict.Verified<PlonkKey> key = assertInstanceOf(Verdict.Verified.class, PlonkKey.load(verificationKey));
        return PlonkVerifier.verify(key.value(), proven.proofJson(), proven.publicJson());
    }
}
