package dev.assay.verification.pairing;

/** The lines of the Miller loop through the multiples of one point of G2, in the order of {@link Curve#steps}. */
sealed interface LineSequence permits DrawnPoint, PreparedPoint {

    /** Multiplies by a line's value at a point of G1, up to a factor that the final exponentiation takes to one. */
    void multiplyInto(DodecicField fq12, Fq12 f, int index, long[] xOverY, long[] yInverse);
}
