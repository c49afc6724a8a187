package dev.assay.node.prove.kzg;

import dev.assay.node.prove.Scalars;
import dev.assay.verification.bn254.Fr;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Randomness that hides a polynomial and leaves its values on the rows as they are. */
public final class Blinding {

    private final SecureRandom random;

    public Blinding(SecureRandom random) {
        this.random = random;
    }

    public Fr scalar() {
        return Fr.random(random);
    }

    /**
     * {@code p + (b_0 + b_1 X + ...)(X^n - 1)} with so many fresh b, for n coefficients. As many values of p stay unknown
     * after one fewer is told beside the commitment.
     */
    public Scalars hide(Scalars polynomial, int count) {
        int size = polynomial.size();
        Map<Integer, Fr> replaced = new HashMap<>();
        IntStream.range(0, count).forEach(i -> {
            Fr b = scalar();
            replaced.put(i, polynomial.at(i).subtract(b));
            replaced.put(size + i, b);
        });
        return polynomial.with(size + count, replaced);
    }
}
