package dev.assay.node.prove;

import dev.assay.node.iden3.Coefficients;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Wtns;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;

/**
 * What the heavy arithmetic of a proof runs on. Every backend gives the same results; one contract test runs against each.
 * Points and scalars come as raw memory, so that a backend outside of the JVM can take them as they are.
 */
public sealed interface Backend permits JavaBackend, NativeBackend {

    /** As on the command line, such as "java". */
    String name();

    /** What it runs on, as requesters read it, such as "cpu/java-vector512". */
    String hardware();

    /** The sum of scalar times point. @throws IllegalArgumentException unless there are as many scalars as points */
    G1 msmG1(Points<G1.Affine> points, Scalars scalars);

    /** The same in G2. */
    G2 msmG2(Points<G2.Affine> points, Scalars scalars);

    /**
     * At each point of the odd coset of the domain, {@code a b - c}, where the polynomials a and b have the values that the
     * matrices A and B times the witness have on the domain, and those of c are the products of the two. These are the
     * quotient's values up to a factor that the H points of a {@code .zkey} contain: the vanishing polynomial is constant on
     * the coset.
     *
     * @return one for each row of the domain
     * @throws IllegalArgumentException unless the witness has a value for each wire
     */
    Scalars quotient(Coefficients coefficients, Wtns witness);

    /** Arithmetic of polynomials, for proof systems that commit to them. */
    Polynomials polynomials();
}
