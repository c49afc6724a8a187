package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.verification.Verdict;
import dev.assay.verification.proof.fflonk.FflonkKey;
import dev.assay.verification.proof.fflonk.FflonkVerifier;

final class FflonkProverTest extends UniversalProverContract {

    @Override
    String system() {
        return "fflonk";
    }

    @Override
    int powersSection() {
        return 16;
    }

    /** After two primes with their sizes, five counts and six numbers. */
    @Override
    int tauOffset() {
        return 2 * 36 + 5 * 4 + 6 * 32;
    }

    @Override
    String vector() {
        return "snarkjs-fflonk";
    }

    @Override
    Verdict<?> verify(byte[] verificationKey, Proven proven) {
        Verdict.Verified<FflonkKey> key = assertInstanceOf(Verdict.Verified.class, FflonkKey.load(verificationKey));
        return FflonkVerifier.verify(key.value(), proven.proofJson(), proven.publicJson());
    }
}
