package dev.assay.node.prove;

import dev.assay.node.iden3.Coefficients;
import dev.assay.node.iden3.Points;
import dev.assay.node.iden3.Wtns;

/**
 * What the heavy arithmetic of a proof runs on. Every backend gives the same results; one contract test runs against each.
 * Points and scalars, of either curve, come as raw memory, so that a backend outside of the JVM can take them as they are.
 */
public sealed interface Backend permits JavaBackend, NativeBackend {

    /** As on the command line, such as "java". */
    String name();

    /** What it runs on, as requesters read it, such as "cpu/java-vector512". */
    String hardware();

    /**
     * The sum of scalar times point, in any group.
     *
     * @param scalars below the group's order
     * @throws IllegalArgumentException unless there are as many scalars as points
     */
    <A> A msm(Points<A> points, Scalars scalars);

    /**
     * At each point of the odd coset of the domain, {@code a b - c}, where the polynomials a and b have the values that the
     * matrices A and B times the witness have on the domain, and those of c are the products of the two. These are the
     * quotient's values up to a factor that the H points of a {@code .zkey} contain: the vanishing polynomial is constant on
     * the coset.
     *
     * @return one for each row of the domain
     * @throws IllegalArgumentException unless the witness is of the same curve and has a value for each wire
     */
    Scalars quotient(Coefficients coefficients, Wtns witness);

    /** Arithmetic of polynomials over BN254's scalar field, for proof systems that commit to them. */
    Polynomials polynomials();
}
