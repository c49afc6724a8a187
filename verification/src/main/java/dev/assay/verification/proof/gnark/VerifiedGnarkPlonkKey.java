package dev.assay.verification.proof.gnark;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.JacobianPoint;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.proof.Points;
import dev.assay.verification.proof.kzg.Combination;
import dev.assay.verification.proof.kzg.Domain;
import dev.assay.verification.proof.kzg.Scalar;
import dev.assay.verification.proof.kzg.Setup;
import java.math.BigInteger;
import java.util.List;

/**
 * A PLONK verifying key of gnark that passed every check that a key can be put to. Exists only by {@link #load}. That
 * nobody knows the setup's tau, and that the key belongs to the circuit one means, no check of the key alone can tell.
 */
public final class VerifiedGnarkPlonkKey {

    private final Digest digest;
    private final GnarkPlonkKey parts;
    private final Setup setup;

    private VerifiedGnarkPlonkKey(Digest digest, GnarkPlonkKey parts, Setup setup) {
        this.digest = digest;
        this.parts = parts;
        this.setup = setup;
    }

    /**
     * Reads a verifying key and examines it:
     *
     * <ol>
     *   <li>the shape is that of {@link GnarkPlonkKey#parse}; each number is below its modulus, each point in its one
     *       encoding;
     *   <li>the size is a power of two that the field has roots of unity for, with room for the inputs and commitments; the
     *       generator has that order, and the inverse is one;
     *   <li>the cosets H, kH and k^2 H are distinct;
     *   <li>the points of the circuit are on the curve and in the group of order r: any may be infinity, the commitment to zero;
     *   <li>the setup's points are in their groups and not infinity, and tau is neither 1 nor -1, as in a setup to which
     *       nobody contributed;
     *   <li>each BSB22 commitment has a row of its own after the public inputs.
     * </ol>
     */
    public static Verdict<VerifiedGnarkPlonkKey> load(Curve curve, byte[] verifyingKey) {
        try {
            return new Verdict.Verified<>(examine(curve, verifyingKey));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** The same for use inside a verification. @throws Rejection if a check fails */
    public static VerifiedGnarkPlonkKey examine(Curve curve, byte[] verifyingKey) {
        GnarkPlonkKey parts = GnarkPlonkKey.read(curve, verifyingKey);
        checkDomain(parts);
        checkCosets(parts);
        checkCommitments(parts);
        Setup setup = checkSetup(parts);
        checkCommitmentRows(parts);
        return new VerifiedGnarkPlonkKey(Digest.sha256(verifyingKey), parts, setup);
    }

    private static void checkDomain(GnarkPlonkKey key) {
        long size = key.size();
        boolean powerOfTwo =
                Long.bitCount(size) == 1 && Long.numberOfTrailingZeros(size) <= Domain.twoAdicity(key.curve());
        if (!powerOfTwo || size < 2 || key.publicInputs() > size) {
            throw new Rejection(Reason.KEY_DOMAIN_SIZE, size + " rows, " + key.publicInputs() + " public inputs");
        }
        if (!key.sizeInverse().multiply(Scalar.of(key.curve(), size)).isOne()) {
            throw new Rejection(Reason.KEY_DOMAIN_SIZE, "the inverse is not that of the size");
        }
        // Of order n if and only if the power n / 2 is -1.
        if (!key.generator().pow(BigInteger.valueOf(size / 2)).negate().isOne()) {
            throw new Rejection(Reason.KEY_ROOT_OF_UNITY, "the generator is not of the domain's order");
        }
    }

    private static void checkCosets(GnarkPlonkKey key) {
        Scalar first = key.cosetShift().pow(BigInteger.valueOf(key.size()));
        boolean distinct = !first.isZero() && !first.isOne() && !first.square().isOne();
        if (!distinct) {
            throw new Rejection(Reason.KEY_COSETS_OVERLAP, "the coset shift is zero or its cosets are not distinct");
        }
    }

    private static void checkCommitments(GnarkPlonkKey key) {
        PairingArithmetic arithmetic = key.curve().arithmetic();
        key.permutation().forEach(point -> Points.checkCommitment(arithmetic, point, "S"));
        key.selectors().forEach(point -> Points.checkCommitment(arithmetic, point, "Q"));
        key.committed().forEach(point -> Points.checkCommitment(arithmetic, point, "Qcp"));
    }

    private static Setup checkSetup(GnarkPlonkKey key) {
        Points.checkFirst(key.curve().arithmetic(), key.one(), "Kzg.G1");
        return Setup.of(key.curve(), key.oneInG2(), key.tauInG2(), "Kzg.G2");
    }

    private static void checkCommitmentRows(GnarkPlonkKey key) {
        List<Long> rows = key.commitmentRows();
        if (rows.size() != key.committed().size()
                || rows.stream().distinct().count() != rows.size()
                || rows.stream().anyMatch(row -> row >= key.size() - key.publicInputs())) {
            throw new Rejection(Reason.KEY_COMMITMENT_INVALID, "rows " + rows + " of the commitments");
        }
    }

    /** SHA-256 of the file: what a circuit's manifest names. */
    public Digest digest() {
        return digest;
    }

    public Curve curve() {
        return parts.curve();
    }

    public GnarkPlonkKey parts() {
        return parts;
    }

    public int publicInputs() {
        return parts.publicInputs();
    }

    public int commitments() {
        return parts.committed().size();
    }

    /** Whether a quotient proves that a commitment's polynomial has a value at a point: (tau - at) quotient is the rest. */
    boolean isOpening(
            PairingArithmetic arithmetic, Combination commitment, Scalar value, Scalar at, AffinePoint quotient) {
        JacobianPoint rest =
                commitment.minus(value, parts.one()).plus(at, quotient).sum();
        return setup.divides(arithmetic, rest, arithmetic.g1().of(quotient));
    }
}
