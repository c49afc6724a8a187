package dev.assay.node.prove.rows;

import java.math.BigInteger;
import java.util.stream.IntStream;

/**
 * The values of a polynomial at the powers of a root of order n = 2^k, from its coefficients, both in order: with the inverse
 * of the root, n times the way back. The six steps of {@link OddCoset}, of which the last writes what it has to its place.
 */
final class Transform {

    /** The smallest k for which there are eight rows and eight columns. */
    private static final int MIN_LOG2 = 6;

    private static final int WORDS = PrimeRows.WORDS;

    private final PrimeRows field;
    private final BigInteger root;
    private final int log2;
    private final int rowLog2;
    private final int columnLog2;

    Transform(PrimeRows field, int log2, BigInteger root) {
        this.field = field;
        this.root = root;
        this.log2 = log2;
        this.rowLog2 = (log2 + 1) / 2;
        this.columnLog2 = log2 / 2;
    }

    /**
     * All values.
     *
     * @param numbers stored small, four words each, in Montgomery form or not; they are spent
     * @return in the same form, below p
     */
    long[] of(long[] numbers) {
        return log2 < MIN_LOG2 ? byDefinition(numbers) : inSixSteps(numbers);
    }

    private long[] byDefinition(long[] numbers) {
        int n = 1 << log2;
        BigInteger[] coefficients =
                IntStream.range(0, n).mapToObj(i -> OddCoset.word(numbers, i)).toArray(BigInteger[]::new);
        for (int i = 0; i < n; i++) {
            BigInteger point = root.modPow(BigInteger.valueOf(i), field.modulus);
            BigInteger value = OddCoset.polynomial(field.modulus, coefficients, point);
            for (int word = 0; word < WORDS; word++) {
                numbers[i * WORDS + word] = value.shiftRight(Long.SIZE * word).longValue();
            }
        }
        return numbers;
    }

    private long[] inSixSteps(long[] numbers) {
        int rows = 1 << rowLog2;
        int columns = 1 << columnLog2;
        Powers tables = new Powers(field);
        long[] roots = tables.limbs(root.modPow(BigInteger.valueOf(columns), field.modulus), rows / 2);
        long[] columnRoots = tables.limbs(root.modPow(BigInteger.valueOf(rows), field.modulus), columns / 2);
        long[] powers = tables.stored(BigInteger.ONE, root, columns);
        long[] values = new long[numbers.length];
        Lines.pass(field, rows, columns, (lines, column) -> downColumns(lines, numbers, column, roots, powers));
        Lines.pass(field, columns, rows, (lines, row) -> alongRows(lines, numbers, row, columnRoots, values));
        return values;
    }

    /** Item k of each column, which comes out at the bit reversal of k, times root^(k column). */
    private void downColumns(Lines lines, long[] numbers, int column, long[] roots, long[] powers) {
        int columns = 1 << columnLog2;
        for (int row = 0; row < 1 << rowLog2; row++) {
            lines.load(row, numbers, row * columns + column, 1);
        }
        lines.decimateInFrequency(rowLog2, roots);
        for (int v = 0; v < lines.vectors(); v++) {
            int first = column + v * lines.width();
            lines.multiplyByPowers(v, rowLog2, powers, lane -> first + lane, k -> Lines.reversed(k, rowLog2));
        }
        for (int row = 0; row < 1 << rowLog2; row++) {
            lines.store(Lines.reversed(row, rowLog2), numbers, row * columns + column, 1);
        }
    }

    /** Item k of row j is value j + k R. */
    private void alongRows(Lines lines, long[] numbers, int row, long[] roots, long[] values) {
        int columns = 1 << columnLog2;
        for (int column = 0; column < columns; column++) {
            lines.load(column, numbers, (row * columns) + column, columns);
        }
        lines.decimateInFrequency(columnLog2, roots);
        for (int k = 0; k < columns; k++) {
            int to = (k << rowLog2) + row;
            lines.store(Lines.reversed(k, columnLog2), values, to, 1);
            for (int i = to; i < to + Lines.BREADTH; i++) {
                field.canonical(values, i * WORDS);
            }
        }
    }
}
