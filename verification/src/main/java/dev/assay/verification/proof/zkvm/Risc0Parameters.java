package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.Groth16Key;
import dev.assay.verification.proof.VerifiedKey;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;

/**
 * Which release of RISC Zero is believed. RISC Zero publishes these in its risc0-ethereum repository, under a tag for each
 * release: the key in {@code contracts/src/groth16/Groth16Verifier.sol}, the other two in {@code ControlID.sol} beside it,
 * and the selector that follows from them in {@code contracts/src/selector.rs}. Of the releases, 2.0 and 2.1 are stopped
 * by RISC Zero ({@code contracts/deployment.toml}) for faults in their circuits: believe them only to examine old receipts.
 *
 * @param key of the circuit that wraps; it has five public inputs and has been the same since 1.0
 * @param controlRoot the root of the recursion programs that count as RISC Zero's
 * @param controlId of the last recursion program, as a big-endian number below r: the byte order of {@code ControlID.sol},
 *     which is the opposite of that in the risc0 repository
 */
public record Risc0Parameters(VerifiedKey key, Digest controlRoot, Digest controlId) {

    private static final int PUBLIC_INPUTS = 5;
    private static final int SELECTOR_BYTES = 4;

    /** @throws IllegalArgumentException if these cannot be RISC Zero's */
    public Risc0Parameters {
        if (key.curve() != Curve.BN254) {
            throw new IllegalArgumentException("RISC Zero's key is on BN254");
        }
        if (key.publicInputs() != PUBLIC_INPUTS) {
            throw new IllegalArgumentException("RISC Zero's key has five public inputs, not " + key.publicInputs());
        }
        if (number(controlId).compareTo(Fr.MODULUS) >= 0) {
            throw new IllegalArgumentException("the control id is not below r: is its byte order reversed?");
        }
    }

    /** The same of a key that somebody else chose, which may be of another circuit. */
    public static Verdict<Risc0Parameters> of(VerifiedKey key, Digest controlRoot, Digest controlId) {
        if (key.curve() != Curve.BN254) {
            return new Verdict.Rejected<>(
                    Reason.PROOF_SYSTEM_UNSUPPORTED, "a key on " + key.curve().name());
        }
        if (key.publicInputs() != PUBLIC_INPUTS) {
            return new Verdict.Rejected<>(
                    Reason.KEY_IC_COUNT_MISMATCH, "RISC Zero's key has five public inputs, not " + key.publicInputs());
        }
        return new Verdict.Verified<>(new Risc0Parameters(key, controlRoot, controlId));
    }

    /** The first four bytes of {@link #digest}: what a seal of this release begins with. */
    public byte[] selector() {
        return Arrays.copyOf(digest().bytes(), SELECTOR_BYTES);
    }

    /** {@code risc0_zkvm::Groth16ReceiptVerifierParameters}. */
    public Digest digest() {
        Digest reversedControlId = Digest.of(reversed(controlId.bytes()));
        return TaggedHash.struct(
                "risc0.Groth16ReceiptVerifierParameters", List.of(controlRoot, reversedControlId, keyDigest()));
    }

    private Digest keyDigest() {
        Groth16Key points = key.points();
        Digest ic = TaggedHash.list(
                "risc0_groth16.VerifyingKey.IC",
                points.ic().stream().map(Risc0Parameters::digest).toList());
        return TaggedHash.struct(
                "risc0_groth16.VerifyingKey",
                List.of(
                        digest(points.alpha()),
                        digest(points.beta()),
                        digest(points.gamma()),
                        digest(points.delta()),
                        ic));
    }

    private static Digest digest(G1.Affine point) {
        return digest(List.of(point.x(), point.y()));
    }

    private static Digest digest(G2.Affine point) {
        Fq2 x = point.x();
        Fq2 y = point.y();
        return digest(List.of(x.c1(), x.c0(), y.c1(), y.c0()));
    }

    private static Digest digest(List<Fq> coordinates) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        coordinates.forEach(coordinate -> out.writeBytes(reversed(coordinate.toLittleEndian())));
        return Digest.sha256(out.toByteArray());
    }

    /** The control root and a claim's digest in halves, each a little-endian number, and the control id. */
    List<Fr> inputs(Digest claim) {
        return List.of(
                half(controlRoot, 0), half(controlRoot, 16), half(claim, 0), half(claim, 16), Fr.of(number(controlId)));
    }

    private static Fr half(Digest digest, int from) {
        return Fr.of(new BigInteger(1, reversed(Arrays.copyOfRange(digest.bytes(), from, from + 16))));
    }

    private static BigInteger number(Digest digest) {
        return new BigInteger(1, digest.bytes());
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
