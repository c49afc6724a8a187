package dev.assay.node.setup;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Ptau;
import dev.assay.node.iden3.R1cs.Matrix;
import dev.assay.node.prove.Backend;
import dev.assay.node.prove.Scalars;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.util.List;

/**
 * The points of a key that the matrices give, from the Lagrange basis L of the powers of tau: of wire j, {@code A_j = sum_i
 * A_ij L_i} and B_j alike, and {@code K_j = sum_i A_ij beta L_i + B_ij alpha L_i + C_ij L_i}, which is a point of IC for a
 * public wire and, over delta, one of C for a private one. Each list is for the wires from one to before another.
 */
final class KeySums {

    private final WireTerms terms;
    private final Backend backend;
    private final Points<G1.Affine> lagrange;
    private final Points<G1.Affine> alphaLagrange;
    private final Points<G1.Affine> betaLagrange;
    private final Points<G2.Affine> lagrangeG2;

    KeySums(Circuit circuit, WireTerms terms, Ptau ptau, Backend backend) throws Iden3FormatException {
        this.terms = terms;
        this.backend = backend;
        this.lagrange = ptau.lagrange(circuit.domainLog2());
        this.alphaLagrange = ptau.alphaLagrange(circuit.domainLog2());
        this.betaLagrange = ptau.betaLagrange(circuit.domainLog2());
        this.lagrangeG2 = ptau.lagrangeG2(circuit.domainLog2());
    }

    List<G1.Affine> a(int from, int to) {
        return Batches.points(from, to, wire -> sumG1(Matrix.A, wire), G1::toAffine);
    }

    List<G1.Affine> b1(int from, int to) {
        return Batches.points(from, to, wire -> sumG1(Matrix.B, wire), G1::toAffine);
    }

    List<G2.Affine> b2(int from, int to) {
        return Batches.points(from, to, this::sumG2, G2::toAffine);
    }

    List<G1.Affine> k(int from, int to) {
        return Batches.points(from, to, this::sumOfAll, G1::toAffine);
    }

    private G1 sumG1(Matrix matrix, int wire) {
        TermSum<G1.Affine, G1> sum = new TermSum<>(Group.FIRST, this::msmG1);
        terms.forEach(matrix, wire, (row, coefficient) -> sum.add(lagrange.at(row), coefficient));
        return sum.sum();
    }

    private G2 sumG2(int wire) {
        TermSum<G2.Affine, G2> sum = new TermSum<>(Group.SECOND, this::msmG2);
        terms.forEach(Matrix.B, wire, (row, coefficient) -> sum.add(lagrangeG2.at(row), coefficient));
        return sum.sum();
    }

    private G1 sumOfAll(int wire) {
        TermSum<G1.Affine, G1> sum = new TermSum<>(Group.FIRST, this::msmG1);
        terms.forEach(Matrix.A, wire, (row, coefficient) -> sum.add(betaLagrange.at(row), coefficient));
        terms.forEach(Matrix.B, wire, (row, coefficient) -> sum.add(alphaLagrange.at(row), coefficient));
        terms.forEach(Matrix.C, wire, (row, coefficient) -> sum.add(lagrange.at(row), coefficient));
        return sum.sum();
    }

    private G1 msmG1(List<G1.Affine> points, List<Fr> scalars) {
        return backend.msm(Points.of(points, PointFormat.G1_POINT), Scalars.of(scalars.toArray(Fr[]::new)))
                .toJacobian();
    }

    private G2 msmG2(List<G2.Affine> points, List<Fr> scalars) {
        return backend.msm(Points.of(points, PointFormat.G2_POINT), Scalars.of(scalars.toArray(Fr[]::new)))
                .toJacobian();
    }
}
