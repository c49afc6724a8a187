package dev.assay.verification.pairing;

/** {@code c0 + c1 v + c2 v^2} with v^3 = zeta, over the quadratic field: half of a value of the pairing. */
record Fq6(Complex c0, Complex c1, Complex c2) {

    static Fq6 zero(ComplexField fq2) {
        return new Fq6(fq2.element(), fq2.element(), fq2.element());
    }
}
