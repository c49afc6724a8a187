package dev.assay.node.setup;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Ptau;
import dev.assay.node.iden3.R1cs.Matrix;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.iden3.ZkeyWriter;
import dev.assay.node.prove.Backend;
import dev.assay.node.prove.Scalars;
import dev.assay.node.prove.SubgroupCheck;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.bn254.Pairing;
import dev.assay.verification.pairing.AffinePoint;
import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether a key's sections are those of a circuit. Of each table one random combination is compared with the same one of what
 * should be there, computed on the circuit's side in numbers: a coefficient of 128 bits hides a wrong point with a chance of
 * 2^-128. Only coefficients are compared one by one.
 */
final class SectionChecks {

    private static final int WEIGHT_BYTES = 16;
    private static final int SCALAR_BYTES = 32;

    private final Circuit circuit;
    private final Ptau ptau;
    private final Zkey zkey;
    private final Backend backend;
    private final SecureRandom random;

    SectionChecks(Circuit circuit, Ptau ptau, Zkey zkey, Backend backend, SecureRandom random) {
        this.circuit = circuit;
        this.ptau = ptau;
        this.zkey = zkey;
        this.backend = backend;
        this.random = random;
    }

    Optional<String> coefficients() throws Iden3FormatException {
        MemorySegment found = zkey.coefficients().bytes();
        long[] at = {0};
        String[] wrong = new String[1];
        circuit.forEachEntry((matrix, row, wire, value) -> DevelopmentSetup.matrixOfKey(matrix)
                .filter(ignored -> wrong[0] == null)
                .ifPresent(of -> {
                    byte[] entry = ZkeyWriter.coefficientEntry(of, row, wire, value);
                    if (!isAt(found, at[0], entry)) {
                        wrong[0] = "entry " + at[0] / entry.length + " is not that of row " + row + ", wire " + wire
                                + " in " + of;
                    }
                    at[0] += entry.length;
                }));
        if (wrong[0] == null && at[0] != found.byteSize()) {
            return Optional.of("there are entries beyond the constraints'");
        }
        return Optional.ofNullable(wrong[0]);
    }

    private static boolean isAt(MemorySegment found, long at, byte[] entry) {
        return at + entry.length <= found.byteSize()
                && MemorySegment.mismatch(found, at, at + entry.length, MemorySegment.ofArray(entry), 0, entry.length)
                        == -1;
    }

    Optional<String> ic() throws Iden3FormatException {
        Fr[] weights = weights(circuit.publicOnes());
        G1 expected = beforeDelta(new RowSums(circuit, weights, 0, circuit.publicOnes()));
        return unless(expected.equals(msm(g1(zkey.ic()), Scalars.of(weights))));
    }

    Optional<String> a() throws Iden3FormatException {
        return sameInG1(g1(zkey.a()), Matrix.A);
    }

    Optional<String> b1() throws Iden3FormatException {
        return sameInG1(g1(zkey.b1()), Matrix.B);
    }

    private Optional<String> sameInG1(Points<G1.Affine> points, Matrix matrix) throws Iden3FormatException {
        Fr[] weights = weights(circuit.wires());
        Scalars rows = new RowSums(circuit, weights, 0, circuit.wires()).of(matrix);
        G1 expected = msm(ptau.lagrange(circuit.domainLog2()), rows);
        return unless(expected.equals(msm(points, Scalars.of(weights))));
    }

    /** A combination in G2 proves little about parts outside of the group, where orders are small: they are sought first. */
    Optional<String> b2() throws Iden3FormatException {
        if (!new SubgroupCheck(backend, random).passes(zkey.b2())) {
            return Optional.of("a point is not in the group of order r");
        }
        Fr[] weights = weights(circuit.wires());
        Scalars rows = new RowSums(circuit, weights, 0, circuit.wires()).of(Matrix.B);
        G2.Affine expected = backend.msm(ptau.lagrangeG2(circuit.domainLog2()), rows);
        return unless(expected.equals(backend.msm(zkey.b2().as(PointFormat.G2_POINT), Scalars.of(weights))));
    }

    Optional<String> c() throws Iden3FormatException {
        int from = circuit.publicOnes();
        Fr[] weights = weights(circuit.wires() - from);
        G1 expected = beforeDelta(new RowSums(circuit, weights, from, circuit.wires()));
        return overDelta(msm(g1(zkey.c()), Scalars.of(weights)), expected);
    }

    private G1 beforeDelta(RowSums rows) throws Iden3FormatException {
        return msm(ptau.betaLagrange(circuit.domainLog2()), rows.of(Matrix.A))
                .add(msm(ptau.alphaLagrange(circuit.domainLog2()), rows.of(Matrix.B)))
                .add(msm(ptau.lagrange(circuit.domainLog2()), rows.of(Matrix.C)));
    }

    Optional<String> h() throws Iden3FormatException {
        Fr[] weights = weights(circuit.rows());
        Fr[] odd = new Fr[2 * circuit.rows()];
        Arrays.setAll(odd, i -> i % 2 == 0 ? Fr.ZERO : weights[i / 2]);
        G1 expected = msm(ptau.lagrange(circuit.domainLog2() + 1), Scalars.of(odd));
        return overDelta(msm(g1(zkey.h()), Scalars.of(weights)), expected);
    }

    /** e(found, delta) = e(expected, 1). */
    private Optional<String> overDelta(G1 found, G1 expected) {
        if (found.isInfinity() || expected.isInfinity()) {
            return unless(found.isInfinity() && expected.isInfinity());
        }
        return unless(Pairing.productIsOne(List.of(
                Pairing.Pair.of(found.toAffine(), G2.Affine.of(zkey.header().delta2())),
                Pairing.Pair.of(expected.negate().toAffine(), G2.GENERATOR.toAffine()))));
    }

    private static Points<G1.Affine> g1(Points<AffinePoint> points) {
        return points.as(PointFormat.G1_POINT);
    }

    private G1 msm(Points<G1.Affine> points, Scalars scalars) {
        return points.size() == 0 ? G1.INFINITY : backend.msm(points, scalars).toJacobian();
    }

    private Fr[] weights(int count) {
        Fr[] weights = new Fr[count];
        byte[] bytes = new byte[SCALAR_BYTES];
        byte[] drawn = new byte[WEIGHT_BYTES];
        for (int i = 0; i < count; i++) {
            random.nextBytes(drawn);
            System.arraycopy(drawn, 0, bytes, 0, WEIGHT_BYTES);
            weights[i] = Fr.fromLittleEndian(bytes, 0).orElseThrow();
        }
        return weights;
    }

    private static Optional<String> unless(boolean same) {
        return same ? Optional.empty() : Optional.of("a random combination of its points is not what it should be");
    }
}
