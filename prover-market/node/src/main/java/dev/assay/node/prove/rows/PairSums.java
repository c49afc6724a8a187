package dev.assay.node.prove.rows;

/**
 * Sums of pairs of affine points that do not depend on each other, so that they share one inversion (P. Montgomery, 1987).
 * A point is stored as x, then y; infinity is all zeros.
 */
final class PairSums {

    // The rows of the memory.
    private static final int Y1 = Rows.FIRST_FREE;
    private static final int Y2 = Y1 + 1;
    private static final int X3 = Y1 + 2;
    private static final int Y3 = Y1 + 3;
    private static final int DENOMINATOR = Y1 + 4;
    private static final int SLOPE = Y1 + 5;
    private static final int INVERSE = Y1 + 6;
    private static final int T = Y1 + 7;
    private static final int U = Y1 + 8;
    private static final int ZERO = Y1 + 9;
    private static final int ONE = Y1 + 10;
    private static final int FREE = Y1 + 11;
    /** For each pair of rows: the product of all denominators before it, and both x, which are needed on the way back. */
    private static final int PAIRS = FREE + Rows.INVERSION_ROWS;

    private static final int PAIR_ROWS = 3;

    /** What the general formula does not hold for. */
    private enum Sum {
        GENERAL,
        FIRST,
        SECOND,
        TWICE,
        INFINITY
    }

    private final Rows rows;
    private final int width;
    private final int size;
    private final long[] s;
    private final int[] first;
    private final int[] second;
    private final long[] firstSigns;
    private final long[] secondSigns;
    private final boolean[] isSpecial;
    private final Sum[] lanes;
    private int count;
    /** Where the row's product and both x are. */
    private int product;

    private int x1;
    private int x2;

    PairSums(Rows rows, int capacity) {
        this.rows = rows;
        this.width = rows.width();
        this.size = rows.size();
        int most = capacity + width;
        this.s = new long[(PAIRS + PAIR_ROWS * (most / width + 1)) * size];
        this.first = new int[most];
        this.second = new int[most];
        this.firstSigns = new long[most];
        this.secondSigns = new long[most];
        this.isSpecial = new boolean[most / width + 1];
        this.lanes = new Sum[width];
        rows.one(s, ONE * size);
    }

    /** Where the points of a pair begin, and -1 for one that is to be negated, else 0; such a one is not infinity. */
    void put(int firstAt, long firstSign, int secondAt, long secondSign) {
        first[count] = firstAt;
        second[count] = secondAt;
        firstSigns[count] = firstSign;
        secondSigns[count++] = secondSign;
    }

    void put(int firstAt, int secondAt) {
        first[count] = firstAt;
        second[count++] = secondAt;
    }

    int count() {
        return count;
    }

    /**
     * All pairs that were put.
     *
     * @param step how far apart the words of a point lie
     * @param to receives rows of points, from {@code at} on: word w of lane i at {@code w * width + i}
     */
    void add(long[] from, int step, boolean isSigned, long[] to, int at) {
        if (count == 0) {
            return;
        }
        int rowCount = fillLastRow();
        rows.one(s, PAIRS * size);
        for (int row = 0; row < rowCount; row++) {
            multiplyDenominator(row, from, step, isSigned);
        }
        locate(rowCount);
        rows.copy(s, product, INVERSE * size);
        rows.invert(s, INVERSE * size, FREE * size);
        int rowWords = 2 * rows.words() * width;
        for (int row = rowCount; row-- > 0; ) {
            locate(row);
            loadY(row, from, step, isSigned);
            addRow(row);
            rows.store(s, X3 * size, to, at + row * rowWords);
            rows.store(s, Y3 * size, to, at + row * rowWords + rowWords / 2);
        }
        count = 0;
    }

    /** With its last pair, whose sum nobody reads twice. */
    private int fillLastRow() {
        int last = count - 1;
        while (count % width != 0) {
            put(first[last], firstSigns[last], second[last], secondSigns[last]);
        }
        return count / width;
    }

    private void locate(int row) {
        product = (PAIRS + PAIR_ROWS * row) * size;
        x1 = product + size;
        x2 = x1 + size;
    }

    private void multiplyDenominator(int row, long[] from, int step, boolean isSigned) {
        int pair = row * width;
        locate(row);
        int next = product + PAIR_ROWS * size;
        rows.load(from, 0, first, pair, step, s, x1);
        rows.load(from, 0, second, pair, step, s, x2);
        rows.subtract(s, x2, x1, DENOMINATOR * size);
        rows.multiply(s, product, DENOMINATOR * size, next);
        isSpecial[row] = false;
        if (rows.maybeZero(s, x1) || rows.maybeZero(s, x2) || rows.maybeZero(s, next)) {
            loadY(row, from, step, isSigned);
            isSpecial[row] = examine();
            specialDenominator();
            rows.multiply(s, product, DENOMINATOR * size, next);
        }
    }

    private void loadY(int row, long[] from, int step, boolean isSigned) {
        int pair = row * width;
        int y = rows.words() * step;
        rows.load(from, y, first, pair, step, s, Y1 * size);
        rows.load(from, y, second, pair, step, s, Y2 * size);
        if (isSigned) {
            rows.negate(s, Y1 * size, firstSigns, pair);
            rows.negate(s, Y2 * size, secondSigns, pair);
        }
    }

    /** INVERSE is that of the product of this row's denominators and of all before; then of all before. */
    private void addRow(int row) {
        rows.subtract(s, Y2 * size, Y1 * size, T * size);
        rows.subtract(s, x2, x1, DENOMINATOR * size);
        if (isSpecial[row]) {
            examine();
            specialDenominator();
            specialNumerator();
        }
        rows.multiply(s, INVERSE * size, product, SLOPE * size);
        rows.multiply(s, INVERSE * size, DENOMINATOR * size, INVERSE * size);
        rows.multiply(s, SLOPE * size, T * size, SLOPE * size);
        rows.square(s, SLOPE * size, X3 * size);
        rows.subtractBoth(s, X3 * size, x1, x2, X3 * size);
        rows.subtract(s, x1, X3 * size, T * size);
        rows.multiply(s, SLOPE * size, T * size, Y3 * size);
        rows.subtractBoth(s, Y3 * size, Y1 * size, ZERO * size, Y3 * size);
        if (isSpecial[row]) {
            settle();
        }
    }

    // ---- lanes that the general formula does not hold for ----

    private boolean examine() {
        rows.subtractBoth(s, x2, x1, ZERO * size, U * size);
        rows.subtractBoth(s, Y2 * size, Y1 * size, ZERO * size, SLOPE * size);
        boolean any = false;
        for (int lane = 0; lane < width; lane++) {
            lanes[lane] = examine(lane);
            any |= lanes[lane] != Sum.GENERAL;
        }
        return any;
    }

    private Sum examine(int lane) {
        if (isZero(x1, lane) && isZero(Y1 * size, lane)) {
            return Sum.SECOND;
        }
        if (isZero(x2, lane) && isZero(Y2 * size, lane)) {
            return Sum.FIRST;
        }
        if (!isZero(U * size, lane)) {
            return Sum.GENERAL;
        }
        return isZero(SLOPE * size, lane) && !isZero(Y1 * size, lane) ? Sum.TWICE : Sum.INFINITY;
    }

    private boolean isZero(int row, int lane) {
        return rows.isZero(s, row, lane);
    }

    private void specialDenominator() {
        rows.add(s, Y1 * size, Y1 * size, U * size);
        for (int lane = 0; lane < width; lane++) {
            switch (lanes[lane]) {
                case GENERAL -> {}
                case TWICE -> rows.copyLane(s, U * size, DENOMINATOR * size, lane);
                case FIRST, SECOND, INFINITY -> rows.copyLane(s, ONE * size, DENOMINATOR * size, lane);
            }
        }
    }

    /** 3 x^2. */
    private void specialNumerator() {
        rows.square(s, x1, SLOPE * size);
        rows.add(s, SLOPE * size, SLOPE * size, U * size);
        rows.add(s, SLOPE * size, U * size, U * size);
        for (int lane = 0; lane < width; lane++) {
            if (lanes[lane] == Sum.TWICE) {
                rows.copyLane(s, U * size, T * size, lane);
            }
        }
    }

    private void settle() {
        for (int lane = 0; lane < width; lane++) {
            switch (lanes[lane]) {
                case GENERAL, TWICE -> {}
                case FIRST -> settle(x1, Y1 * size, lane);
                case SECOND -> settle(x2, Y2 * size, lane);
                case INFINITY -> settle(ZERO * size, ZERO * size, lane);
            }
        }
    }

    private void settle(int x, int y, int lane) {
        rows.copyLane(s, x, X3 * size, lane);
        rows.copyLane(s, y, Y3 * size, lane);
    }
}
