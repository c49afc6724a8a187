package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.node.prove.Polynomials.Coset;
import dev.assay.node.prove.Polynomials.Division;
import dev.assay.verification.bn254.Fr;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every backend must do with polynomials, against the definition. */
interface PolynomialsContract {

    Fr SHIFT = Fr.of(5);

    Polynomials polynomials();

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "3, 8", "3, 5", "5, 67", "6, 64", "7, 128", "7, 131", "9, 1500", "10, 1"})
    default void evaluatesOnCosets(int log2, int size) {
        Fr[] coefficients = random(size);
        Coset coset = new Coset(log2, SHIFT);
        Fr[] values = polynomials().values(coset, Scalars.of(coefficients)).toArray();
        assertEquals(coset.size(), values.length);
        for (int i = 0; i < values.length; i += 1 + values.length / 9) {
            Fr point = SHIFT.multiply(Fr.rootOfUnity(log2).pow(BigInteger.valueOf(i)));
            assertEquals(horner(coefficients, point), values[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6, 7, 11})
    default void interpolates(int log2) {
        Fr[] coefficients = random(1 << log2);
        for (Fr shift : new Fr[] {Fr.ONE, SHIFT}) {
            Coset coset = new Coset(log2, shift);
            Scalars values = polynomials().values(coset, Scalars.of(coefficients));
            assertSame(coefficients, polynomials().coefficients(coset, values));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> polynomials().coefficients(Coset.domain(3), Scalars.of(random(7))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8, 100, 4200})
    default void evaluatesFormulasRowByRow(int rows) {
        Fr[] a = random(rows);
        Fr[] b = random(rows / 2);
        Fr c = Fr.of(12345);
        Formula formula = Formula.of(Scalars.of(a))
                .minus(Formula.of(c))
                .times(Formula.next(Scalars.of(b)))
                .plus(Formula.of(Scalars.of(b)).times(c));
        Fr[] expected = new Fr[rows];
        for (int i = 0; i < rows; i++) {
            Fr next = orZero(b, (i + 1) % rows);
            expected[i] = a[i].subtract(c).multiply(next).add(orZero(b, i).multiply(c));
        }
        assertSame(expected, polynomials().evaluate(formula, rows));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 4097})
    default void multipliesUpToEachItem(int size) {
        Fr[] factors = random(size);
        Fr[] expected = new Fr[size + 1];
        expected[0] = Fr.ONE;
        IntStream.range(0, size).forEach(i -> expected[i + 1] = expected[i].multiply(factors[i]));
        assertSame(expected, polynomials().runningProducts(Scalars.of(factors)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 512, 5000})
    default void invertsAllButZero(int size) {
        Fr[] numbers = random(size);
        IntStream.range(0, size).filter(i -> i % 5 == 2).forEach(i -> numbers[i] = Fr.ZERO);
        Fr[] inverses = polynomials().inverses(Scalars.of(numbers)).toArray();
        for (int i = 0; i < size; i++) {
            assertEquals(numbers[i].equals(Fr.ZERO) ? Fr.ZERO : Fr.ONE, numbers[i].multiply(inverses[i]));
            assertEquals(numbers[i].equals(Fr.ZERO), inverses[i].equals(Fr.ZERO));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 512, 513, 4100})
    default void dividesByLinearPolynomials(int size) {
        Fr[] coefficients = random(size);
        Fr point = Fr.of(987654321);
        Division division = polynomials().divide(Scalars.of(coefficients), point);
        assertEquals(horner(coefficients, point), division.remainder());
        assertEquals(division.remainder(), polynomials().valueAt(Scalars.of(coefficients), point));
        Fr[] quotient = division.quotient().toArray();
        Fr[] product = new Fr[size];
        for (int i = 0; i < size; i++) {
            product[i] = (i == 0 ? division.remainder() : quotient[i - 1])
                    .subtract(orZero(quotient, i).multiply(point));
        }
        assertSame(coefficients, Scalars.of(product));
    }

    @Test
    default void isZeroWithoutCoefficients() {
        assertEquals(Fr.ZERO, polynomials().valueAt(Scalars.of(), SHIFT));
        assertThrows(IllegalArgumentException.class, () -> polynomials().divide(Scalars.of(), SHIFT));
        assertSame(new Fr[] {Fr.ZERO, Fr.ZERO}, polynomials().values(Coset.domain(1), Scalars.of()));
    }

    @Test
    default void refusesDomainsWithoutRoot() {
        assertThrows(IllegalArgumentException.class, () -> Coset.domain(Fr.TWO_ADICITY));
    }

    private static void assertSame(Fr[] expected, Scalars actual) {
        assertEquals(Arrays.asList(expected), Arrays.asList(actual.toArray()));
    }

    private static Fr orZero(Fr[] numbers, int i) {
        return i < numbers.length ? numbers[i] : Fr.ZERO;
    }

    private static Fr horner(Fr[] coefficients, Fr point) {
        Fr value = Fr.ZERO;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value.multiply(point).add(coefficients[i]);
        }
        return value;
    }

    private static Fr[] random(int size) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(size);
        return IntStream.range(0, size).mapToObj(i -> Fr.random(random)).toArray(Fr[]::new);
    }
}
