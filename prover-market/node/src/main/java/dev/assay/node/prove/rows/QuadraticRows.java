package dev.assay.node.prove.rows;

/** Rows over F[u] / (u^2 + 1): c0's row, then c1's; c0's words, then c1's. */
final class QuadraticRows implements Rows {

    private final PrimeRows base;
    /** Two rows at the start of all memory are for what is between. */
    private final int first;

    private final int second;
    private final int half;
    private final int words;

    QuadraticRows(PrimeRows base) {
        this.base = base;
        this.half = base.size();
        this.words = base.words();
        this.first = 0;
        this.second = half;
    }

    @Override
    public int width() {
        return base.width();
    }

    @Override
    public int size() {
        return 2 * half;
    }

    @Override
    public int words() {
        return 2 * words;
    }

    @Override
    public int primeWords() {
        return words;
    }

    @Override
    public void load(long[] from, int plus, int[] offsets, int at, int step, long[] s, int to) {
        base.load(from, plus, offsets, at, step, s, to);
        base.load(from, plus + words * step, offsets, at, step, s, to + half);
    }

    @Override
    public void store(long[] s, int row, long[] to, int at) {
        base.store(s, row, to, at);
        base.store(s, row + half, to, at + words * width());
    }

    @Override
    public void storeAt(long[] s, int row, long[] to, int plus, int[] offsets, int at) {
        base.storeAt(s, row, to, plus, offsets, at);
        base.storeAt(s, row + half, to, plus + words, offsets, at);
    }

    /** Two sums of two products, each reduced once: a0 b0 - a1 b1 and a0 b1 + a1 b0. */
    @Override
    public void multiply(long[] s, int a, int b, int to) {
        base.zero(s, first);
        base.subtractBoth(s, first, a + half, first, first);
        base.multiplyAdd(s, a, b, first, b + half, second);
        base.multiplyAdd(s, a, b + half, a + half, b, first);
        base.copy(s, second, to);
        base.copy(s, first, to + half);
    }

    @Override
    public void square(long[] s, int a, int to) {
        base.add(s, a, a + half, first);
        base.subtract(s, a, a + half, second);
        base.multiply(s, first, second, first);
        base.add(s, a, a, second);
        base.multiply(s, second, a + half, to + half);
        base.copy(s, first, to);
    }

    @Override
    public void add(long[] s, int a, int b, int to) {
        base.add(s, a, b, to);
        base.add(s, a + half, b + half, to + half);
    }

    @Override
    public void subtract(long[] s, int a, int b, int to) {
        base.subtract(s, a, b, to);
        base.subtract(s, a + half, b + half, to + half);
    }

    @Override
    public void subtractBoth(long[] s, int a, int b, int c, int to) {
        base.subtractBoth(s, a, b, c, to);
        base.subtractBoth(s, a + half, b + half, c + half, to + half);
    }

    @Override
    public void negate(long[] s, int row, long[] signs, int at) {
        base.negate(s, row, signs, at);
        base.negate(s, row + half, signs, at);
    }

    @Override
    public void negateStored(long[] stored, int at, int step) {
        base.negateStored(stored, at, step);
        base.negateStored(stored, at + words * step, step);
    }

    @Override
    public void canonical(long[] stored, int at) {
        base.canonical(stored, at);
    }

    @Override
    public boolean maybeZero(long[] s, int row) {
        return base.maybeZero(s, row) && base.maybeZero(s, row + half);
    }

    @Override
    public boolean isZero(long[] s, int row, int lane) {
        return base.isZero(s, row, lane) && base.isZero(s, row + half, lane);
    }

    @Override
    public void one(long[] s, int to) {
        base.one(s, to);
        base.zero(s, to + half);
    }

    /** The conjugate over the norm. */
    @Override
    public void invert(long[] s, int row, int free) {
        base.multiplyAdd(s, row, row, row + half, row + half, free);
        base.invert(s, free, free + half);
        base.multiply(s, row, free, row);
        base.zero(s, free + half);
        base.subtract(s, free + half, row + half, row + half);
        base.multiply(s, row + half, free, row + half);
    }

    @Override
    public void fromFile(long[] s, int row) {
        base.fromFile(s, row);
        base.fromFile(s, row + half);
    }

    @Override
    public void toFile(long[] s, int row) {
        base.toFile(s, row);
        base.toFile(s, row + half);
    }
}
