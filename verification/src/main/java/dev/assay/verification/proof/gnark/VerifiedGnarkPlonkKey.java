package dev.assay.verification.proof.gnark;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.Pairing;
import dev.assay.verification.bn254.Pairing.Pair;
import dev.assay.verification.bn254.PreparedG2;
import dev.assay.verification.proof.Points;
import java.math.BigInteger;
import java.util.List;

/**
 * A PLONK verifying key of gnark that passed every check that a key can be put to. Exists only by {@link #load}. That
 * nobody knows the setup's tau, and that the key belongs to the circuit one means, no check of the key alone can tell.
 */
public final class VerifiedGnarkPlonkKey {

    private final Digest digest;
    private final GnarkPlonkKey parts;
    private final PreparedG2 one;
    private final PreparedG2 tau;

    private VerifiedGnarkPlonkKey(Digest digest, GnarkPlonkKey parts) {
        this.digest = digest;
        this.parts = parts;
        this.one = PreparedG2.of(parts.oneInG2());
        this.tau = PreparedG2.of(parts.tauInG2());
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
     *   <li>the points of the circuit are on the curve: any may be infinity, the commitment to zero;
     *   <li>the setup's points are in their groups and not infinity, and tau is neither 1 nor -1, as in a setup to which
     *       nobody contributed;
     *   <li>each BSB22 commitment has a row of its own after the public inputs.
     * </ol>
     */
    public static Verdict<VerifiedGnarkPlonkKey> load(byte[] verifyingKey) {
        try {
            return new Verdict.Verified<>(examine(verifyingKey));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** The same for use inside a verification. @throws Rejection if a check fails */
    public static VerifiedGnarkPlonkKey examine(byte[] verifyingKey) {
        GnarkPlonkKey parts = GnarkPlonkKey.read(verifyingKey);
        checkDomain(parts);
        checkCosets(parts);
        parts.permutation().forEach(point -> Points.checkOnCurve(point, "S"));
        parts.selectors().forEach(point -> Points.checkOnCurve(point, "Q"));
        parts.committed().forEach(point -> Points.checkOnCurve(point, "Qcp"));
        checkSetup(parts);
        checkCommitmentRows(parts);
        return new VerifiedGnarkPlonkKey(Digest.sha256(verifyingKey), parts);
    }

    private static void checkDomain(GnarkPlonkKey key) {
        long size = key.size();
        boolean powerOfTwo = Long.bitCount(size) == 1 && Long.numberOfTrailingZeros(size) <= Fr.TWO_ADICITY;
        if (!powerOfTwo || size < 2 || key.publicInputs() > size) {
            throw new Rejection(Reason.KEY_DOMAIN_SIZE, size + " rows, " + key.publicInputs() + " public inputs");
        }
        if (!key.sizeInverse().multiply(Fr.of(size)).equals(Fr.ONE)) {
            throw new Rejection(Reason.KEY_DOMAIN_SIZE, "the inverse is not that of the size");
        }
        // Of order n if and only if the power n / 2 is -1.
        if (!key.generator().pow(BigInteger.valueOf(size / 2)).equals(Fr.ONE.negate())) {
            throw new Rejection(Reason.KEY_ROOT_OF_UNITY, "the generator is not of the domain's order");
        }
    }

    private static void checkCosets(GnarkPlonkKey key) {
        Fr first = key.cosetShift().pow(BigInteger.valueOf(key.size()));
        boolean distinct =
                !first.isZero() && !first.equals(Fr.ONE) && !first.square().equals(Fr.ONE);
        if (!distinct) {
            throw new Rejection(Reason.KEY_COSETS_OVERLAP, "the coset shift is zero or its cosets are not distinct");
        }
    }

    private static void checkSetup(GnarkPlonkKey key) {
        Points.check(key.one(), "Kzg.G1");
        Points.check(key.oneInG2(), "Kzg.G2[0]");
        Points.check(key.tauInG2(), "Kzg.G2[1]");
        if (key.oneInG2().x().equals(key.tauInG2().x())) {
            throw new Rejection(Reason.KEY_TAU_KNOWN, "tau is 1 or -1");
        }
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
    boolean isOpening(G1 commitment, Fr value, Fr at, G1.Affine quotient) {
        G1 rest = commitment
                .add(parts.one().toJacobian().multiply(value).negate())
                .add(quotient.toJacobian().multiply(at));
        return Pairing.productIsOne(List.of(new Pair(rest.toAffine(), one), new Pair(quotient.negate(), tau)));
    }
}
