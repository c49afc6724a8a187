package dev.assay.node.prove.rows;

import java.math.BigInteger;
import java.util.concurrent.ConcurrentLinkedQueue;
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

    /** Columns or rows of a tile. */
    private static final int TILE = 8;
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
        this.inverseRoots = roots(power(inverse, columns()), rows() / 2);
        this.roots = roots(power(w, columns()), rows() / 2);
        this.inverseColumnRoots = roots(power(inverse, rows()), columns() / 2);
        this.columnRoots = roots(power(w, rows()), columns() / 2);
        this.inversePowers = stored(BigInteger.ONE, inverse);
        this.powers = stored(BigInteger.ONE, w);
        this.shifts = stored(inverseOfSize(), v);
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

    private long[] roots(BigInteger root, int count) {
        int size = field.limbCount();
        long[] all = new long[count * size];
        BigInteger power = BigInteger.ONE;
        for (int i = 0; i < count; i++, power = product(power, root)) {
            System.arraycopy(field.constant(power), 0, all, i * size, size);
        }
        return all;
    }

    private long[] stored(BigInteger first, BigInteger factor) {
        long[] all = new long[rows() * WORDS];
        BigInteger power = first;
        for (int i = 0; i < all.length; i += WORDS, power = product(power, factor)) {
            BigInteger form = power.shiftLeft(field.radixBits()).mod(modulus);
            for (int word = 0; word < WORDS; word++) {
                all[i + word] = form.shiftRight(Long.SIZE * word).longValue();
            }
        }
        return all;
    }

    void transform(long[] values) {
        if (log2 < MIN_LOG2) {
            transformByDefinition(values);
            return;
        }
        tiles(columns(), (tile, column) -> tile.inverseColumns(values, column));
        tiles(rows(), (tile, row) -> tile.bothRows(values, row));
        tiles(columns(), (tile, column) -> tile.forwardColumns(values, column));
    }

    private interface Pass {
        void run(Tile tile, int first);
    }

    private void tiles(int lines, Pass pass) {
        ConcurrentLinkedQueue<Tile> idle = new ConcurrentLinkedQueue<>();
        IntStream.range(0, lines / TILE).parallel().forEach(i -> {
            Tile reused = idle.poll();
            Tile tile = reused == null ? new Tile(this) : reused;
            pass.run(tile, i * TILE);
            idle.add(tile);
        });
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
            coefficients[k] = polynomial(in, power(inverse, k)).multiply(scale);
        }
        for (int i = 0; i < n; i++) {
            BigInteger value = polynomial(coefficients, power(w, i));
            for (int word = 0; word < WORDS; word++) {
                values[i * WORDS + word] = value.shiftRight(Long.SIZE * word).longValue();
            }
        }
    }

    private static BigInteger word(long[] values, int index) {
        BigInteger value = BigInteger.ZERO;
        for (int i = WORDS; i-- > 0; ) {
            value = value.shiftLeft(Long.SIZE).or(new BigInteger(Long.toUnsignedString(values[index * WORDS + i])));
        }
        return value;
    }

    private BigInteger polynomial(BigInteger[] coefficients, BigInteger at) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = coefficients.length; i-- > 0; ) {
            sum = sum.multiply(at).add(coefficients[i]).mod(modulus);
        }
        return sum;
    }

    /** Eight columns of some rows, or eight rows of some columns, unpacked: what a thread works on. */
    private static final class Tile {

        private static final int FACTOR = 1;
        private static final int STEP = 2;
        private static final int T = 3;
        private static final int LINES = 4;

        private final PrimeRows field;
        private final int width;
        private final int size;
        private final int vectors;
        private final int[] offsets;
        private final long[] s;
        private final OddCoset coset;

        Tile(OddCoset coset) {
            this.field = coset.field;
            this.width = field.width();
            this.size = field.size();
            this.vectors = TILE / width;
            this.offsets = new int[width];
            this.s = new long[(LINES + coset.rows() * vectors) * size];
            this.coset = coset;
        }

        void inverseColumns(long[] values, int column) {
            int columns = coset.columns();
            for (int row = 0; row < coset.rows(); row++) {
                load(row, values, row * columns + column, 1);
            }
            decimateInFrequency(coset.rowLog2, coset.inverseRoots);
            // Row k of the result times w^(-k column).
            for (int v = 0; v < vectors; v++) {
                int first = v * width;
                multiplyByPowers(v, coset.rowLog2, coset.inversePowers, true, lane -> column + first + lane);
            }
            for (int row = 0; row < coset.rows(); row++) {
                store(row, values, row * columns + column, 1);
            }
        }

        void bothRows(long[] values, int row) {
            int columns = coset.columns();
            for (int column = 0; column < columns; column++) {
                load(column, values, row * columns + column, columns);
            }
            decimateInFrequency(coset.columnLog2, coset.inverseColumnRoots);
            for (int v = 0; v < vectors; v++) {
                int first = row + v * width;
                shift(v, lane -> reversed(first + lane, coset.rowLog2));
            }
            decimateInTime(coset.columnLog2, coset.columnRoots);
            for (int v = 0; v < vectors; v++) {
                int first = row + v * width;
                multiplyByPowers(
                        v, coset.columnLog2, coset.powers, false, lane -> reversed(first + lane, coset.rowLog2));
            }
            for (int column = 0; column < columns; column++) {
                store(column, values, row * columns + column, columns);
            }
        }

        void forwardColumns(long[] values, int column) {
            int columns = coset.columns();
            for (int row = 0; row < coset.rows(); row++) {
                load(row, values, row * columns + column, 1);
            }
            decimateInTime(coset.rowLog2, coset.roots);
            for (int row = 0; row < coset.rows(); row++) {
                store(row, values, row * columns + column, 1);
            }
        }

        private int line(int index) {
            return (LINES + index) * size;
        }

        private void load(int line, long[] values, int first, int step) {
            for (int v = 0; v < vectors; v++) {
                locate(first + v * width * step, step);
                field.load(values, 0, offsets, 0, 1, s, line(line * vectors + v));
            }
        }

        private void store(int line, long[] values, int first, int step) {
            for (int v = 0; v < vectors; v++) {
                int at = line(line * vectors + v);
                locate(first + v * width * step, step);
                field.reduce(s, at, at);
                field.storeAt(s, at, values, 0, offsets, 0);
            }
        }

        private void locate(int first, int step) {
            for (int lane = 0; lane < width; lane++) {
                offsets[lane] = (first + lane * step) * WORDS;
            }
        }

        private void loadTable(long[] table, IntUnaryOperator index, int row) {
            for (int lane = 0; lane < width; lane++) {
                offsets[lane] = index.applyAsInt(lane) * WORDS;
            }
            field.load(table, 0, offsets, 0, 1, s, row * size);
        }

        /** Line k of the result, which lies at k or at its bit reversal, times base^k, each lane with its own base. */
        private void multiplyByPowers(int vector, int log2, long[] bases, boolean isReversed, IntUnaryOperator base) {
            loadTable(bases, base, STEP);
            field.copy(s, STEP * size, FACTOR * size);
            for (int k = 1; k < 1 << log2; k++) {
                int at = line((isReversed ? reversed(k, log2) : k) * vectors + vector);
                field.multiply(s, at, FACTOR * size, at);
                field.multiply(s, FACTOR * size, STEP * size, FACTOR * size);
            }
        }

        /** Coefficient k = row + R column times v^k / n. Columns are in bit-reversed order, and so are rows. */
        private void shift(int vector, IntUnaryOperator row) {
            loadTable(coset.shifts, row, FACTOR);
            for (int k = 0; k < coset.columns(); k++) {
                int at = line(reversed(k, coset.columnLog2) * vectors + vector);
                field.multiply(s, at, FACTOR * size, at);
                field.multiplyBy(coset.shiftStep, 0, s, FACTOR * size, FACTOR * size);
            }
        }

        // ---- transforms along the lines: W. Gentleman, G. Sande (1966), J. Cooley, J. Tukey (1965) ----

        private void decimateInFrequency(int log2, long[] roots) {
            int n = 1 << log2;
            boolean isLazy = true;
            for (int half = n / 2; half >= 1; half /= 2, isLazy = !isLazy) {
                for (int start = 0; start < n; start += 2 * half) {
                    for (int j = 0; j < half; j++) {
                        int root = j * (n / 2 / half) * field.limbCount();
                        for (int v = 0; v < vectors; v++) {
                            int a = line((start + j) * vectors + v);
                            int b = line((start + j + half) * vectors + v);
                            field.subtract(s, a, b, T * size);
                            field.add(s, a, b, a);
                            // Below 2.6 p, then below 5.2 p before it is made small again.
                            if (!isLazy) {
                                field.reduce(s, a, a);
                            }
                            field.multiplyBy(roots, root, s, T * size, b);
                        }
                    }
                }
            }
        }

        private void decimateInTime(int log2, long[] roots) {
            int n = 1 << log2;
            boolean isLazy = true;
            for (int half = 1; half < n; half *= 2, isLazy = !isLazy) {
                for (int start = 0; start < n; start += 2 * half) {
                    for (int j = 0; j < half; j++) {
                        int root = j * (n / 2 / half) * field.limbCount();
                        for (int v = 0; v < vectors; v++) {
                            int a = line((start + j) * vectors + v);
                            int b = line((start + j + half) * vectors + v);
                            field.multiplyBy(roots, root, s, b, T * size);
                            // Below 5.3 p, then below 9.3 p before both are made small again.
                            field.subtract(s, a, T * size, b);
                            field.add(s, a, T * size, a);
                            if (!isLazy) {
                                field.reduce(s, a, a);
                                field.reduce(s, b, b);
                            }
                        }
                    }
                }
            }
        }
    }

    private static int reversed(int i, int bits) {
        return Integer.reverse(i) >>> (Integer.SIZE - bits);
    }
}
