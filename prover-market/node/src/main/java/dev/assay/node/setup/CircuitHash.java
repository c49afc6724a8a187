package dev.assay.node.setup;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Ptau;
import dev.assay.node.iden3.Zkey;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.pairing.AffinePoint;

/**
 * The hash that names a circuit in its ceremony: of the key as it was before the first contribution, when gamma and delta
 * were the generators. Header, IC, the quotient's points, C, A, B1, B2; each table after the number of its points.
 */
final class CircuitHash {

    private CircuitHash() {}

    static PointHash ofHeader(Ptau ptau) throws Iden3FormatException {
        return new PointHash()
                .g1(ptau.alpha1())
                .g1(ptau.beta1())
                .g2(ptau.beta2())
                .g2(G2.GENERATOR.toAffine())
                .g1(G1.GENERATOR.toAffine())
                .g2(G2.GENERATOR.toAffine());
    }

    /**
     * Of a finished key: C before delta is computed again, all else is taken from the key.
     *
     * @param sums for the same circuit and the same powers of tau
     */
    static byte[] of(Zkey zkey, Circuit circuit, Ptau ptau, KeySums sums) throws Iden3FormatException {
        PointHash hash = ofHeader(ptau);
        table(hash, zkey.ic());
        new QuotientPoints(ptau, circuit.rows()).hash(hash);
        hash.count(circuit.wires() - circuit.publicOnes());
        Batches.forEach(circuit.publicOnes(), circuit.wires(), (from, to) -> hash.g1(sums.k(from, to)));
        table(hash, zkey.a());
        table(hash, zkey.b1());
        hash.count(zkey.b2().size());
        for (int i = 0; i < zkey.b2().size(); i++) {
            hash.g2(G2.Affine.of(zkey.b2().at(i)));
        }
        return hash.digest();
    }

    private static void table(PointHash hash, Points<AffinePoint> points) {
        hash.count(points.size());
        for (int i = 0; i < points.size(); i++) {
            hash.g1(G1.Affine.of(points.at(i)));
        }
    }
}
