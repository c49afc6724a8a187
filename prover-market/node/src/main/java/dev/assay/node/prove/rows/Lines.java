package dev.assay.node.prove.rows;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Eight columns, or rows, of a matrix of numbers, unpacked: what a thread transforms at a time. A line is what lies beside
 * each other in all eight. Numbers in memory are stored small, four words each.
 */
final class Lines {

    /** Columns or rows. */
    static final int BREADTH = 8;

    static final int FACTOR = 1;
    private static final int STEP = 2;
    private static final int T = 3;
    private static final int FIRST = 4;
    private static final int WORDS = PrimeRows.WORDS;

    final long[] s;
    private final PrimeRows field;
    private final int width;
    private final int size;
    private final int vectors;
    private final int[] offsets;

    Lines(PrimeRows field, int count) {
        this.field = field;
        this.width = field.width();
        this.size = field.size();
        this.vectors = BREADTH / width;
        this.offsets = new int[width];
        this.s = new long[(FIRST + count * vectors) * size];
    }

    interface Pass {
        void run(Lines lines, int first);
    }

    /** A pass over a matrix of so many rows or columns, on all cores: each time with the first of eight. */
    static void pass(PrimeRows field, int count, int total, Pass pass) {
        ConcurrentLinkedQueue<Lines> idle = new ConcurrentLinkedQueue<>();
        IntStream.range(0, total / BREADTH).parallel().forEach(i -> {
            Lines reused = idle.poll();
            Lines lines = reused == null ? new Lines(field, count) : reused;
            pass.run(lines, i * BREADTH);
            idle.add(lines);
        });
    }

    /** Rows of numbers in a line. */
    int vectors() {
        return vectors;
    }

    int width() {
        return width;
    }

    int line(int index) {
        return (FIRST + index) * size;
    }

    void load(int line, long[] values, int first, int step) {
        for (int v = 0; v < vectors; v++) {
            locate(first + v * width * step, step);
            field.load(values, 0, offsets, 0, 1, s, line(line * vectors + v));
        }
    }

    void store(int line, long[] values, int first, int step) {
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

    void loadTable(long[] table, IntUnaryOperator index, int row) {
        for (int lane = 0; lane < width; lane++) {
            offsets[lane] = index.applyAsInt(lane) * WORDS;
        }
        field.load(table, 0, offsets, 0, 1, s, row * size);
    }

    /** Line k of the result, which lies at its place, times base^k, each lane with its own base. */
    void multiplyByPowers(int vector, int log2, long[] bases, IntUnaryOperator base, IntUnaryOperator place) {
        loadTable(bases, base, STEP);
        field.copy(s, STEP * size, FACTOR * size);
        for (int k = 1; k < 1 << log2; k++) {
            int at = line(place.applyAsInt(k) * vectors + vector);
            field.multiply(s, at, FACTOR * size, at);
            field.multiply(s, FACTOR * size, STEP * size, FACTOR * size);
        }
    }

    // ---- transforms along the lines: W. Gentleman, G. Sande (1966), J. Cooley, J. Tukey (1965) ----

    void decimateInFrequency(int log2, long[] roots) {
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

    void decimateInTime(int log2, long[] roots) {
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

    static int reversed(int i, int bits) {
        return Integer.reverse(i) >>> (Integer.SIZE - bits);
    }
}
