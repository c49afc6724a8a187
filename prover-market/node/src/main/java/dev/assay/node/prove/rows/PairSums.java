package dev.assay.node.prove.rows;

/**
 * Sums of pairs of affine points that do not depend on each other, so that they share one inversion (P. Montgomery, 1987).
 * A point is stored as x, then y; infinity is all zeros.
 */
final class PairSums {

    // The rows of the memory.
    private static final int X1 = Rows.FIRST_FREE;
    private static final int Y1 = X1 + 1;
    private static final int X2 = X1 + 2;
    private static final int Y2 = X1 + 3;
    private static final int X3 = X1 + 4;
    private static final int Y3 = X1 + 5;
    private static final int DENOMINATOR = X1 + 6;
    private static final int SLOPE = X1 + 7;
    private static final int INVERSE = X1 + 8;
    private static final int T = X1 + 9;
    private static final int U = X1 + 10;
    private static final int ZERO = X1 + 11;
    private static final int ONE = X1 + 12;
    private static final int FREE = X1 + 13;
    /** The products of all denominators before each row, and of all. */
    private static final int PREFIX = FREE + Rows.INVERSION_ROWS;

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

    PairSums(Rows rows, int capacity) {
        this.rows = rows;
        this.width = rows.width();
        this.size = rows.size();
        int most = capacity + width;
        this.s = new long[(PREFIX + most / width + 1) * size];
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
        rows.one(s, PREFIX * size);
        for (int row = 0; row < rowCount; row++) {
            multiplyDenominator(row, from, step, isSigned);
        }
        rows.copy(s, (PREFIX + rowCount) * size, INVERSE * size);
        rows.invert(s, INVERSE * size, FREE * size);
        int rowWords = 2 * rows.words() * width;
        for (int row = rowCount; row-- > 0; ) {
            loadAll(row, from, step, isSigned);
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

    private void multiplyDenominator(int row, long[] from, int step, boolean isSigned) {
        int pair = row * width;
        rows.load(from, 0, first, pair, step, s, X1 * size);
        rows.load(from, 0, second, pair, step, s, X2 * size);
        int product = (PREFIX + row) * size;
        rows.subtract(s, X2 * size, X1 * size, DENOMINATOR * size);
        rows.multiply(s, product, DENOMINATOR * size, product + size);
        isSpecial[row] = false;
        if (rows.maybeZero(s, X1 * size) || rows.maybeZero(s, X2 * size) || rows.maybeZero(s, product + size)) {
            loadAll(row, from, step, isSigned);
            isSpecial[row] = examine();
            specialDenominator();
            rows.multiply(s, product, DENOMINATOR * size, product + size);
        }
    }

    private void loadAll(int row, long[] from, int step, boolean isSigned) {
        int pair = row * width;
        int y = rows.words() * step;
        rows.load(from, 0, first, pair, step, s, X1 * size);
        rows.load(from, y, first, pair, step, s, Y1 * size);
        rows.load(from, 0, second, pair, step, s, X2 * size);
        rows.load(from, y, second, pair, step, s, Y2 * size);
        if (isSigned) {
            rows.negate(s, Y1 * size, firstSigns, pair);
            rows.negate(s, Y2 * size, secondSigns, pair);
        }
        rows.subtract(s, X2 * size, X1 * size, DENOMINATOR * size);
    }

    /** INVERSE is that of the product of this row's denominators and of all before; then of all before. */
    private void addRow(int row) {
        rows.subtract(s, Y2 * size, Y1 * size, T * size);
        if (isSpecial[row]) {
            examine();
            specialDenominator();
            specialNumerator();
        }
        rows.multiply(s, INVERSE * size, (PREFIX + row) * size, SLOPE * size);
        rows.multiply(s, INVERSE * size, DENOMINATOR * size, INVERSE * size);
        rows.multiply(s, SLOPE * size, T * size, SLOPE * size);
        rows.square(s, SLOPE * size, X3 * size);
        rows.subtractBoth(s, X3 * size, X1 * size, X2 * size, X3 * size);
        rows.subtract(s, X1 * size, X3 * size, T * size);
        rows.multiply(s, SLOPE * size, T * size, Y3 * size);
        rows.subtractBoth(s, Y3 * size, Y1 * size, ZERO * size, Y3 * size);
        if (isSpecial[row]) {
            settle();
        }
    }

    // ---- lanes that the general formula does not hold for ----

    private boolean examine() {
        rows.subtractBoth(s, X2 * size, X1 * size, ZERO * size, U * size);
        rows.subtractBoth(s, Y2 * size, Y1 * size, ZERO * size, SLOPE * size);
        boolean any = false;
        for (int lane = 0; lane < width; lane++) {
            lanes[lane] = examine(lane);
            any |= lanes[lane] != Sum.GENERAL;
        }
        return any;
    }

    private Sum examine(int lane) {
        if (isZero(X1, lane) && isZero(Y1, lane)) {
            return Sum.SECOND;
        }
        if (isZero(X2, lane) && isZero(Y2, lane)) {
            return Sum.FIRST;
        }
        if (!isZero(U, lane)) {
            return Sum.GENERAL;
        }
        return isZero(SLOPE, lane) && !isZero(Y1, lane) ? Sum.TWICE : Sum.INFINITY;
    }

    private boolean isZero(int row, int lane) {
        return rows.isZero(s, row * size, lane);
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
        rows.square(s, X1 * size, SLOPE * size);
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
                case FIRST -> settle(X1, Y1, lane);
                case SECOND -> settle(X2, Y2, lane);
                case INFINITY -> settle(ZERO, ZERO, lane);
            }
        }
    }

    private void settle(int x, int y, int lane) {
        rows.copyLane(s, x * size, X3 * size, lane);
        rows.copyLane(s, y * size, Y3 * size, lane);
    }
}
