package dev.assay.verification.pairing;

/** {@code c0 + c1 v + c2 v^2} with v^3 = zeta, over the quadratic field: half of a value of the pairing. */
record Fq6(long[] c0, long[] c1, long[] c2) {

    static Fq6 zero(QuadraticField fq2) {
        return new Fq6(fq2.element(), fq2.element(), fq2.element());
    }

    void set(Fq6 other) {
        System.arraycopy(other.c0, 0, c0, 0, c0.length);
        System.arraycopy(other.c1, 0, c1, 0, c1.length);
        System.arraycopy(other.c2, 0, c2, 0, c2.length);
    }
}
