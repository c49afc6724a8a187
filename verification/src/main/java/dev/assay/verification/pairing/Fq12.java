package dev.assay.verification.pairing;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code c0 + c1 w} with w^2 = v, over {@link Fq6}: a value of the pairing. As a polynomial in w, w^6 = zeta. */
public final class Fq12 {

    private final LooseField real;
    final Fq6 c0;
    final Fq6 c1;

    Fq12(LooseField real, Fq6 c0, Fq6 c1) {
        this.real = real;
        this.c0 = c0;
        this.c1 = c1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fq12 that && real == that.real && areSame(c0, that.c0) && areSame(c1, that.c1);
    }

    private boolean areSame(Fq6 a, Fq6 b) {
        return areSame(a.c0(), b.c0()) && areSame(a.c1(), b.c1()) && areSame(a.c2(), b.c2());
    }

    private boolean areSame(Complex a, Complex b) {
        return real.areSame(a.re(), b.re()) && real.areSame(a.im(), b.im());
    }

    @Override
    public int hashCode() {
        return Stream.of(c0.c0(), c1.c0(), c0.c1(), c1.c1(), c0.c2(), c1.c2())
                .flatMap(coefficient -> Stream.of(coefficient.re(), coefficient.im()))
                .map(real::residue)
                .toList()
                .hashCode();
    }
}
