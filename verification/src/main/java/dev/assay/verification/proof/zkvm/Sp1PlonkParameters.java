package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.gnark.VerifiedGnarkPlonkKey;
import java.util.Optional;

/**
 * Which release of SP1 is believed where PLONK wraps. Succinct publishes these as it does {@link Sp1Parameters}, in {@code
 * SP1VerifierPlonk.sol}, {@code PlonkVerifier.sol} and {@code plonk_vk.bin}.
 *
 * @param key of the circuit that wraps
 * @param verifierHash its first four bytes begin each proof of the release
 * @param vkRoot since release 6: the root of the recursion circuits that count as SP1's, a big-endian number
 */
public record Sp1PlonkParameters(VerifiedGnarkPlonkKey key, Digest verifierHash, Optional<Digest> vkRoot) {

    /** @throws IllegalArgumentException if these cannot be SP1's */
    public Sp1PlonkParameters {
        int expected = Sp1Statement.publicInputs(vkRoot);
        if (key.publicInputs() != expected) {
            throw new IllegalArgumentException(
                    "SP1's key has " + expected + " public inputs, not " + key.publicInputs());
        }
    }

    /** From the {@code plonk_vk.bin} of the sp1 repository, from which the verifier hash follows. */
    public static Verdict<Sp1PlonkParameters> load(byte[] plonkVk, Optional<Digest> vkRoot) {
        try {
            VerifiedGnarkPlonkKey loaded = VerifiedGnarkPlonkKey.examine(Curve.BN254, plonkVk);
            if (loaded.publicInputs() != Sp1Statement.publicInputs(vkRoot)) {
                throw new Rejection(Reason.INPUT_COUNT_MISMATCH, loaded.publicInputs() + " public inputs");
            }
            return new Verdict.Verified<>(new Sp1PlonkParameters(loaded, loaded.digest(), vkRoot));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** What a proof of this release begins with. */
    public byte[] selector() {
        return Sp1Statement.selector(verifierHash);
    }
}
