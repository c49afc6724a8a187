package dev.assay.node.prove;

import dev.assay.verification.bn254.Fr;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Plain Java on all cores, by the textbook. */
final class JavaPolynomials implements Polynomials {

    @Override
    public Scalars values(Coset coset, Scalars coefficients) {
        Fr[] values = folded(coset, coefficients);
        multiplyByPowers(values, coset.shift(), Fr.ONE);
        transform(values, Fr.rootOfUnity(coset.log2()));
        return Scalars.of(values);
    }

    /** Modulo X^n - shift^n, which is zero on the coset. */
    private static Fr[] folded(Coset coset, Scalars coefficients) {
        Fr[] folded = new Fr[coset.size()];
        Arrays.parallelSetAll(folded, i -> i < coefficients.size() ? coefficients.at(i) : Fr.ZERO);
        Fr step = coset.shift().pow(BigInteger.valueOf(coset.size()));
        for (int i = coset.size(); i < coefficients.size(); i++) {
            Fr factor = step.pow(BigInteger.valueOf(i / coset.size()));
            int at = i % coset.size();
            folded[at] = folded[at].add(coefficients.at(i).multiply(factor));
        }
        return folded;
    }

    @Override
    public Scalars coefficients(Coset coset, Scalars values) {
        if (values.size() != coset.size()) {
            throw new IllegalArgumentException(values.size() + " values on " + coset.size() + " points");
        }
        Fr[] coefficients = values.toArray();
        transform(coefficients, Fr.rootOfUnity(coset.log2()).inverse());
        multiplyByPowers(
                coefficients, coset.shift().inverse(), Fr.of(coset.size()).inverse());
        return Scalars.of(coefficients);
    }

    private static void multiplyByPowers(Fr[] numbers, Fr base, Fr first) {
        Fr[] powers = powers(base, numbers.length);
        Arrays.parallelSetAll(numbers, i -> numbers[i].multiply(powers[i]).multiply(first));
    }

    private static Fr[] powers(Fr base, int count) {
        Fr[] powers = new Fr[count];
        Fr power = Fr.ONE;
        for (int i = 0; i < count; i++) {
            powers[i] = power;
            power = power.multiply(base);
        }
        return powers;
    }

    /** J. Cooley, J. Tukey (1965), after a permutation by the reversal of bits. */
    private static void transform(Fr[] values, Fr root) {
        int size = values.length;
        Fr[] roots = powers(root, Math.max(1, size / 2));
        reverseBits(values);
        for (int half = 1; half < size; half *= 2) {
            int length = half;
            IntStream.range(0, size / 2).parallel().forEach(k -> {
                int j = k % length;
                int low = 2 * k - j;
                Fr a = values[low];
                Fr b = values[low + length].multiply(roots[j * (size / 2 / length)]);
                values[low] = a.add(b);
                values[low + length] = a.subtract(b);
            });
        }
    }

    private static void reverseBits(Fr[] values) {
        int log2 = Integer.numberOfTrailingZeros(values.length);
        for (int i = 0; i < values.length; i++) {
            int j = (int) (Integer.toUnsignedLong(Integer.reverse(i)) >>> (Integer.SIZE - log2));
            if (i < j) {
                Fr swapped = values[i];
                values[i] = values[j];
                values[j] = swapped;
            }
        }
    }

    @Override
    public Scalars evaluate(Formula formula, int rows) {
        Fr[] values = new Fr[rows];
        Arrays.parallelSetAll(values, row -> at(formula, row, rows));
        return Scalars.of(values);
    }

    private static Fr at(Formula formula, int row, int rows) {
        return switch (formula) {
            case Formula.Column(Scalars values) -> orZero(values, row);
            case Formula.Next(Scalars values) -> orZero(values, row + 1 == rows ? 0 : row + 1);
            case Formula.Constant(Fr value) -> value;
            case Formula.Sum(Formula left, Formula right) -> at(left, row, rows).add(at(right, row, rows));
            case Formula.Difference(Formula left, Formula right) ->
                at(left, row, rows).subtract(at(right, row, rows));
            case Formula.Product(Formula left, Formula right) ->
                at(left, row, rows).multiply(at(right, row, rows));
        };
    }

    private static Fr orZero(Scalars values, int row) {
        return row < values.size() ? values.at(row) : Fr.ZERO;
    }

    @Override
    public Scalars runningProducts(Scalars factors) {
        Fr[] products = new Fr[factors.size() + 1];
        products[0] = Fr.ONE;
        for (int i = 0; i < factors.size(); i++) {
            products[i + 1] = products[i].multiply(factors.at(i));
        }
        return Scalars.of(products);
    }

    @Override
    public Scalars inverses(Scalars numbers) {
        Fr[] all = numbers.toArray();
        List<Fr> inverses = Fr.inverses(
                Arrays.stream(all).filter(number -> !number.equals(Fr.ZERO)).toList());
        int next = 0;
        for (int i = 0; i < all.length; i++) {
            all[i] = all[i].equals(Fr.ZERO) ? Fr.ZERO : inverses.get(next++);
        }
        return Scalars.of(all);
    }

    @Override
    public Division divide(Scalars coefficients, Fr point) {
        if (coefficients.size() == 0) {
            throw new IllegalArgumentException("no coefficient");
        }
        Fr[] quotient = new Fr[coefficients.size() - 1];
        Fr value = Fr.ZERO;
        for (int i = coefficients.size() - 1; i > 0; i--) {
            value = value.multiply(point).add(coefficients.at(i));
            quotient[i - 1] = value;
        }
        return new Division(Scalars.of(quotient), value.multiply(point).add(coefficients.at(0)));
    }

    @Override
    public Fr valueAt(Scalars coefficients, Fr point) {
        Fr value = Fr.ZERO;
        for (int i = coefficients.size() - 1; i >= 0; i--) {
            value = value.multiply(point).add(coefficients.at(i));
        }
        return value;
    }
}
