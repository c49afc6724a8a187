package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.kzg.Scalar;
import java.util.ArrayList;
import java.util.List;

/**
 * What a PLONK verifying key of gnark says. Only its shape is known: {@link VerifiedGnarkPlonkKey} checks the rest.
 *
 * @param size the number n of rows
 * @param sizeInverse 1 / n
 * @param generator of the n-th roots of unity, one for each row; the first rows hold the public inputs
 * @param cosetShift k: the left, right and output wires of the rows are numbered by H, kH and k^2 H
 * @param permutation the commitments S1, S2 and S3
 * @param selectors the commitments Ql, Qr, Qm, Qo and Qk
 * @param committed the commitments Qcp, one for each BSB22 commitment
 * @param one [1] of the universal setup, which need not be the curve's generator
 * @param oneInG2 the same in G2
 * @param tauInG2 [tau] of the setup
 * @param commitmentRows the row, after those of the public inputs, that holds the hash of each BSB22 commitment
 */
public record GnarkPlonkKey(
        Curve curve,
        long size,
        Scalar sizeInverse,
        Scalar generator,
        int publicInputs,
        Scalar cosetShift,
        List<AffinePoint> permutation,
        List<AffinePoint> selectors,
        List<AffinePoint> committed,
        AffinePoint one,
        AffinePoint oneInG2,
        AffinePoint tauInG2,
        List<Long> commitmentRows) {

    /** About 35 KB, on BLS12-381 50 KB, nearly all of which are lines. */
    public static final int MAX_SIZE_BYTES = 64 << 10;

    private static final long VERSIONED = 0;
    private static final long VERSION = 1;

    public GnarkPlonkKey {
        permutation = List.copyOf(permutation);
        selectors = List.copyOf(selectors);
        committed = List.copyOf(committed);
        commitmentRows = List.copyOf(commitmentRows);
    }

    /** Reads what {@code VerifyingKey.WriteTo} or {@code WriteRawTo} of gnark 0.9 and later wrote. */
    public static Verdict<GnarkPlonkKey> parse(Curve curve, byte[] verifyingKey) {
        try {
            return new Verdict.Verified<>(read(curve, verifyingKey));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the bytes are of that form */
    static GnarkPlonkKey read(Curve curve, byte[] verifyingKey) {
        GnarkReader in = new GnarkReader(curve, verifyingKey, MAX_SIZE_BYTES);
        GnarkPlonkKey key = new GnarkPlonkKey(
                curve,
                readSize(in),
                in.scalar(Reason.SCALAR_NOT_CANONICAL, "SizeInv"),
                in.scalar(Reason.SCALAR_NOT_CANONICAL, "Generator"),
                readPublicInputs(in),
                in.scalar(Reason.SCALAR_NOT_CANONICAL, "CosetShift"),
                points(in, "S1", "S2", "S3"),
                points(in, "Ql", "Qr", "Qm", "Qo", "Qk"),
                in.list(GnarkKey.MAX_COMMITMENTS, "Qcp", in::g1),
                in.g1("Kzg.G1"),
                in.g2("Kzg.G2[0]"),
                in.g2("Kzg.G2[1]"),
                readRows(curve, in));
        in.end();
        return key;
    }

    /** Keys of later versions of gnark begin with a marker and a version. */
    private static long readSize(GnarkReader in) {
        long first = in.uint64("Size");
        if (first != VERSIONED) {
            return first;
        }
        if (in.uint64("version") != VERSION) {
            throw new Rejection(Reason.MALFORMED, "an unknown version");
        }
        return in.uint64("Size");
    }

    private static int readPublicInputs(GnarkReader in) {
        long count = in.uint64("NbPublicVariables");
        if (count > PublicInputs.MAX_COUNT) {
            throw new Rejection(Reason.TOO_LARGE, count + " public inputs");
        }
        return (int) count;
    }

    private static List<Long> readRows(Curve curve, GnarkReader in) {
        in.skip(linesBytes(curve), "Kzg.Lines");
        return in.list(GnarkKey.MAX_COMMITMENTS, "CommitmentConstraintIndexes", in::uint64);
    }

    /**
     * The size of the lines of two points of G2: for each step of the Miller loop two lines of two coordinates of two
     * numbers each. They are not read: they follow from the points, and who could choose them freely would choose the
     * pairing.
     */
    static int linesBytes(Curve curve) {
        int steps = curve == Curve.BN254 ? 66 : 63;
        return 2 * steps * 2 * 2 * 2 * PointFlags.of(curve).fieldBytes();
    }

    static List<AffinePoint> points(GnarkReader in, String... names) {
        List<AffinePoint> points = new ArrayList<>();
        for (String name : names) {
            points.add(in.g1(name));
        }
        return points;
    }
}
