package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.proof.PublicInputs;
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
        long size,
        Fr sizeInverse,
        Fr generator,
        int publicInputs,
        Fr cosetShift,
        List<G1.Affine> permutation,
        List<G1.Affine> selectors,
        List<G1.Affine> committed,
        G1.Affine one,
        G2.Affine oneInG2,
        G2.Affine tauInG2,
        List<Long> commitmentRows) {

    /** About 35 KB, nearly all of which are lines. */
    public static final int MAX_SIZE_BYTES = 64 << 10;

    /**
     * The lines of two points of G2, 66 steps of two lines of two coordinates of two numbers of 32 bytes each. They are not
     * read: they follow from the points, and who could choose them freely would choose the pairing.
     */
    private static final int LINES_BYTES = 2 * 66 * 2 * 2 * 2 * 32;

    private static final long VERSIONED = 0;
    private static final long VERSION = 1;

    public GnarkPlonkKey {
        permutation = List.copyOf(permutation);
        selectors = List.copyOf(selectors);
        committed = List.copyOf(committed);
        commitmentRows = List.copyOf(commitmentRows);
    }

    /** Reads what {@code VerifyingKey.WriteTo} or {@code WriteRawTo} of gnark 0.9 and later wrote. */
    public static Verdict<GnarkPlonkKey> parse(byte[] verifyingKey) {
        try {
            return new Verdict.Verified<>(read(verifyingKey));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the bytes are of that form */
    static GnarkPlonkKey read(byte[] verifyingKey) {
        GnarkReader in = new GnarkReader(verifyingKey, MAX_SIZE_BYTES);
        GnarkPlonkKey key = new GnarkPlonkKey(
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
                readRows(in));
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

    private static List<Long> readRows(GnarkReader in) {
        in.skip(LINES_BYTES, "Kzg.Lines");
        return in.list(GnarkKey.MAX_COMMITMENTS, "CommitmentConstraintIndexes", in::uint64);
    }

    static List<G1.Affine> points(GnarkReader in, String... names) {
        List<G1.Affine> points = new ArrayList<>();
        for (String name : names) {
            points.add(in.g1(name));
        }
        return points;
    }
}
