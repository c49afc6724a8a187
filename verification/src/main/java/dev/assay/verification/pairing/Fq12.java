package dev.assay.verification.pairing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@code c0 + c1 w} with w^2 = v, over {@link Fq6}: a value of the pairing. As a polynomial in w, w^6 = zeta. */
public final class Fq12 {

    final Fq6 c0;
    final Fq6 c1;

    Fq12(Fq6 c0, Fq6 c1) {
        this.c0 = c0;
        this.c1 = c1;
    }

    static Fq12 one(QuadraticField fq2) {
        Fq12 one = new Fq12(Fq6.zero(fq2), Fq6.zero(fq2));
        fq2.set(one.c0.c0(), fq2.one());
        return one;
    }

    void set(Fq12 other) {
        c0.set(other.c0);
        c1.set(other.c1);
    }

    /** The coefficients of w^0, ..., w^5. */
    private long[][] coefficients() {
        return new long[][] {c0.c0(), c1.c0(), c0.c1(), c1.c1(), c0.c2(), c1.c2()};
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fq12 that && Arrays.deepEquals(coefficients(), that.coefficients());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(coefficients());
    }
}
