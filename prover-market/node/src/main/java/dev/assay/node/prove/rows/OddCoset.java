package dev.assay.node.prove.rows;

import java.math.BigInteger;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * For one size n = 2^k: takes the values of a polynomial of degree below n on the domain {w^i} to those on the coset
 * {v w^i}, where v is a root of order 2n and w = v^2. In place, stored small, four words a number.
 *
 * <p>Six steps (D. Bailey, "FFTs in external or hierarchical memory", 1990): the values are a matrix of R rows and S columns.
 * A transform of n is one of R down each column, a multiplication by powers of w, and one of S along each row; eight columns,
 * or rows, at a time fit into the second-level cache. The inverse transform goes columns first and leaves the coefficients
 * transposed and in bit-reversed order, the forward one goes rows first and takes them so. So nothing is ever permuted, and
 * the rows' part of both and all between is one pass over the memory.
 */
final class OddCoset {

    /** The smallest k for which there are eight rows and eight columns. */
    private static final int MIN_LOG2 = 6;

    private static final int WORDS = PrimeRows.WORDS;

    private final PrimeRows field;
    private final BigInteger modulus;
    private final int log2;
    private final int rowLog2;
    private final int columnLog2;
    /** Roots for the transforms down the columns, and along the rows; each inverted, and as it is. */
    private final long[] inverseRoots;

    private final long[] roots;
    private final long[] inverseColumnRoots;
    private final long[] columnRoots;
    /** w^-i, w^i and v^i / n, stored. */
    private final long[] inversePowers;

    private final long[] powers;
    private final long[] shifts;
    /** v^R. */
    private final long[] shiftStep;

    OddCoset(PrimeRows field, int log2) {
        this.field = field;
        this.log2 = log2;
        this.rowLog2 = (log2 + 1) / 2;
        this.columnLog2 = log2 / 2;
        this.modulus = field.modulus;
        BigInteger v = RootOfUnity.of(modulus, log2 + 1);
        BigInteger w = v.multiply(v).mod(modulus);
        BigInteger inverse = w.modInverse(modulus);
        Powers tables = new Powers(field);
        this.inverseRoots = tables.limbs(power(inverse, columns()), rows() / 2);
        this.roots = tables.limbs(power(w, columns()), rows() / 2);
        this.inverseColumnRoots = tables.limbs(power(inverse, rows()), columns() / 2);
        this.columnRoots = tables.limbs(power(w, rows()), columns() / 2);
        this.inversePowers = tables.stored(BigInteger.ONE, inverse, rows());
        this.powers = tables.stored(BigInteger.ONE, w, rows());
        this.shifts = tables.stored(inverseOfSize(), v, rows());
        this.shiftStep = field.constant(power(v, rows()));
    }

    private int rows() {
        return 1 << rowLog2;
    }

    private int columns() {
        return 1 << columnLog2;
    }

    private BigInteger power(BigInteger base, int exponent) {
        return base.modPow(BigInteger.valueOf(exponent), modulus);
    }

    private BigInteger product(BigInteger a, BigInteger b) {
        return a.multiply(b).mod(modulus);
    }

    private BigInteger inverseOfSize() {
        return BigInteger.ONE.shiftLeft(log2).modInverse(modulus);
    }

    void transform(long[] values) {
        if (log2 < MIN_LOG2) {
            transformByDefinition(values);
            return;
        }
        Lines.pass(field, rows(), columns(), (lines, column) -> inverseColumns(lines, values, column));
        Lines.pass(field, columns(), rows(), (lines, row) -> bothRows(lines, values, row));
        Lines.pass(field, rows(), columns(), (lines, column) -> forwardColumns(lines, values, column));
    }

    /** The transform is linear, so the form of the numbers does not matter. */
    private void transformByDefinition(long[] values) {
        int n = 1 << log2;
        BigInteger[] in = IntStream.range(0, n).mapToObj(i -> word(values, i)).toArray(BigInteger[]::new);
        BigInteger v = RootOfUnity.of(modulus, log2 + 1);
        BigInteger w = product(v, v);
        BigInteger inverse = w.modInverse(modulus);
        BigInteger[] coefficients = new BigInteger[n];
        for (int k = 0; k < n; k++) {
            BigInteger scale = product(power(v, k), inverseOfSize());
            coefficients[k] = polynomial(modulus, in, power(inverse, k)).multiply(scale);
        }
        for (int i = 0; i < n; i++) {
            BigInteger value = polynomial(modulus, coefficients, power(w, i));
            for (int word = 0; word < WORDS; word++) {
                values[i * WORDS + word] = value.shiftRight(Long.SIZE * word).longValue();
            }
        }
    }

    static BigInteger word(long[] values, int index) {
        BigInteger value = BigInteger.ZERO;
        for (int i = WORDS; i-- > 0; ) {
            value = value.shiftLeft(Long.SIZE).or(new BigInteger(Long.toUnsignedString(values[index * WORDS + i])));
        }
        return value;
    }

    static BigInteger polynomial(BigInteger modulus, BigInteger[] coefficients, BigInteger at) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = coefficients.length; i-- > 0; ) {
            sum = sum.multiply(at).add(coefficients[i]).mod(modulus);
        }
        return sum;
    }

    private void inverseColumns(Lines lines, long[] values, int column) {
        int columns = columns();
        for (int row = 0; row < rows(); row++) {
            lines.load(row, values, row * columns + column, 1);
        }
        lines.decimateInFrequency(rowLog2, inverseRoots);
        // Row k of the result times w^(-k column).
        for (int v = 0; v < lines.vectors(); v++) {
            int first = v * lines.width();
            lines.multiplyByPowers(
                    v, rowLog2, inversePowers, lane -> column + first + lane, k -> Lines.reversed(k, rowLog2));
        }
        for (int row = 0; row < rows(); row++) {
            lines.store(row, values, row * columns + column, 1);
        }
    }

    private void bothRows(Lines lines, long[] values, int row) {
        int columns = columns();
        for (int column = 0; column < columns; column++) {
            lines.load(column, values, row * columns + column, columns);
        }
        lines.decimateInFrequency(columnLog2, inverseColumnRoots);
        for (int v = 0; v < lines.vectors(); v++) {
            int first = row + v * lines.width();
            shift(lines, v, lane -> Lines.reversed(first + lane, rowLog2));
        }
        lines.decimateInTime(columnLog2, columnRoots);
        for (int v = 0; v < lines.vectors(); v++) {
            int first = row + v * lines.width();
            lines.multiplyByPowers(v, columnLog2, powers, lane -> Lines.reversed(first + lane, rowLog2), k -> k);
        }
        for (int column = 0; column < columns; column++) {
            lines.store(column, values, row * columns + column, columns);
        }
    }

    private void forwardColumns(Lines lines, long[] values, int column) {
        int columns = columns();
        for (int row = 0; row < rows(); row++) {
            lines.load(row, values, row * columns + column, 1);
        }
        lines.decimateInTime(rowLog2, roots);
        for (int row = 0; row < rows(); row++) {
            lines.store(row, values, row * columns + column, 1);
        }
    }

    /** Coefficient k = row + R column times v^k / n. Columns are in bit-reversed order, and so are rows. */
    private void shift(Lines lines, int vector, IntUnaryOperator row) {
        int factor = Lines.FACTOR * field.size();
        lines.loadTable(shifts, row, Lines.FACTOR);
        for (int k = 0; k < columns(); k++) {
            int at = lines.line(Lines.reversed(k, columnLog2) * lines.vectors() + vector);
            field.multiply(lines.s, at, factor, at);
            field.multiplyBy(shiftStep, 0, lines.s, factor, factor);
        }
    }
}
