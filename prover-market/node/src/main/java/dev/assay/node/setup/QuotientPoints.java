package dev.assay.node.setup;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Ptau;
import dev.assay.verification.bn254.G1;

/**
 * {@code tau^(i + n) - tau^i} for each i: x^i times the polynomial that vanishes on the domain of n rows. The key has them in
 * another basis (section H); the circuit hash has them like this.
 *
 * <p>A quotient has at most n - 1 coefficients, so n - 1 of these points matter, and that is their number in front. snarkjs
 * hashes them in runs of 2^14, each whole: from n = 2^15 on, one more point gets in. Where the powers of tau are just large
 * enough for the circuit, they end before it, and the bytes that follow in the file stand in ({@link LooseArithmetic}).
 */
final class QuotientPoints {

    private static final int RUN = 1 << 14;

    private final Ptau ptau;
    private final int rows;
    private final Points<G1.Affine> powers;

    QuotientPoints(Ptau ptau, int rows) throws Iden3FormatException {
        this.ptau = ptau;
        this.rows = rows;
        this.powers = ptau.powers((int) Math.min((long) rows + hashed(rows), ptau.powerCount()));
    }

    private static int hashed(int rows) {
        return rows - 1 <= RUN ? rows - 1 : Math.ceilDiv(rows - 1, RUN) * RUN;
    }

    void hash(PointHash hash) throws Iden3FormatException {
        hash.count(rows - 1);
        int regular = Math.min(hashed(rows), powers.size() - rows);
        Batches.forEach(0, regular, (from, to) -> hash.g1(Batches.points(from, to, this::difference, G1::toAffine)));
        if (regular < hashed(rows)) {
            hash.g1(LooseArithmetic.difference(ptau.behindPowers(), powers.at(rows - 1)));
        }
    }

    private G1 difference(int i) {
        return powers.at(rows + i).toJacobian().add(powers.at(i).negate());
    }
}
