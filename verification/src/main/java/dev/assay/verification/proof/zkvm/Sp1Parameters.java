package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.gnark.VerifiedGnarkKey;
import java.util.Optional;

/**
 * Which release of SP1 is believed. Succinct publishes these in its sp1-contracts repository, in a folder for each release:
 * {@code VERIFIER_HASH} and {@code VK_ROOT} in {@code contracts/src/v…/SP1VerifierGroth16.sol}, the key in {@code
 * Groth16Verifier.sol} beside it (with beta, gamma and delta negated); and the key in gnark's encoding, whose SHA-256 the
 * verifier hash is, as {@code groth16_vk.bin} in the sp1 repository's {@code crates/verifier/vk-artifacts}.
 *
 * @param key of the circuit that wraps, without commitments
 * @param verifierHash its first four bytes begin each proof of the release
 * @param vkRoot since release 6: the root of the recursion circuits that count as SP1's, a big-endian number
 */
public record Sp1Parameters(VerifiedKey key, Digest verifierHash, Optional<Digest> vkRoot) {

    /** @throws IllegalArgumentException if these cannot be SP1's */
    public Sp1Parameters {
        int expected = Sp1Statement.publicInputs(vkRoot);
        if (key.publicInputs() != expected) {
            throw new IllegalArgumentException(
                    "SP1's key has " + expected + " public inputs, not " + key.publicInputs());
        }
    }

    /** The same of a key that somebody else chose, which may be of another circuit. */
    public static Verdict<Sp1Parameters> of(VerifiedKey key, Digest verifierHash, Optional<Digest> vkRoot) {
        if (key.curve() != Curve.BN254) {
            return new Verdict.Rejected<>(
                    Reason.PROOF_SYSTEM_UNSUPPORTED, "a key on " + key.curve().name());
        }
        if (key.publicInputs() != Sp1Statement.publicInputs(vkRoot)) {
            return new Verdict.Rejected<>(Reason.KEY_IC_COUNT_MISMATCH, key.publicInputs() + " public inputs");
        }
        return new Verdict.Verified<>(new Sp1Parameters(key, verifierHash, vkRoot));
    }

    /** Releases 4 and 5. */
    public static Sp1Parameters before6(VerifiedKey key, Digest verifierHash) {
        return new Sp1Parameters(key, verifierHash, Optional.empty());
    }

    /** Releases since 6. */
    public static Sp1Parameters since6(VerifiedKey key, Digest verifierHash, Digest vkRoot) {
        return new Sp1Parameters(key, verifierHash, Optional.of(vkRoot));
    }

    /** Releases since 6, from the {@code groth16_vk.bin} of the sp1 repository, from which the verifier hash follows. */
    public static Verdict<Sp1Parameters> since6(byte[] groth16Vk, Digest vkRoot) {
        try {
            VerifiedGnarkKey loaded = VerifiedGnarkKey.examine(groth16Vk);
            VerifiedKey key = loaded.withoutCommitments()
                    .orElseThrow(
                            () -> new Rejection(Reason.COMMITMENT_UNSUPPORTED, "SP1's Groth16 key has no commitments"));
            if (loaded.publicInputs() != Sp1Statement.publicInputs(Optional.of(vkRoot))) {
                throw new Rejection(Reason.KEY_IC_COUNT_MISMATCH, loaded.publicInputs() + " public inputs");
            }
            return new Verdict.Verified<>(since6(key, loaded.digest(), vkRoot));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** What a proof of this release begins with. */
    public byte[] selector() {
        return Sp1Statement.selector(verifierHash);
    }
}
