package dev.assay.node.prove;

import dev.assay.node.iden3.Points;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;

/**
 * What the heavy arithmetic of a proof runs on. Every backend gives the same results; one contract test runs against each.
 * Points and scalars come as raw memory, so that a backend outside of the JVM can take them as they are.
 */
public sealed interface Backend permits JavaBackend {

    /** As on the command line, such as "java". */
    String name();

    /** The sum of scalar times point. @throws IllegalArgumentException unless there are as many scalars as points */
    G1 msmG1(Points<G1.Affine> points, Scalars scalars);

    /** The same in G2. */
    G2 msmG2(Points<G2.Affine> points, Scalars scalars);

    /**
     * At each point of the odd coset, {@code a b - c}, where the polynomials a, b, c of degree below n have the given values
     * on the domain of n = 2^k points, and those of c are the products of the other two. These are the quotient's values up
     * to a factor that the H points of a {@code .zkey} contain: the vanishing polynomial is constant on the coset.
     *
     * @param a n values; overwritten
     * @param b n values; overwritten
     */
    Fr[] quotient(Fr[] a, Fr[] b);
}
