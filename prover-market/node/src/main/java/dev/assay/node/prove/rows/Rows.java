package dev.assay.node.prove.rows;

/**
 * A field's arithmetic on rows of {@link #width} elements, in Montgomery form. Rows lie in one array at the offsets that the
 * methods take, {@link #size} longs each, in the field's own form. A row is <i>small</i> if its values are below 1.3 p: what
 * is stored, and what {@link #multiply} of small rows gives. Sums and differences of small rows may be factors, or terms of
 * one more sum or difference, before they are made small. Unless said, the target may be one of the operands. The first
 * {@link #FIRST_FREE} rows of the memory are for the methods themselves.
 */
sealed interface Rows permits PrimeRows, QuadraticRows {

    /** The first row that is the caller's. */
    int FIRST_FREE = 1;

    /** Elements in a row. */
    int width();

    /** Longs of a row. */
    int size();

    /** Longs of an element that is stored. */
    int words();

    /** Longs of an element of the prime field that is stored. */
    int primeWords();

    /** Lane i from where its words are stored, {@code step} apart: the first at {@code offsets[first + i] + plus}. */
    void load(long[] from, int plus, int[] offsets, int first, int step, long[] s, int to);

    /** A small row to memory: word w of lane i at {@code at + w * width() + i}. */
    void store(long[] s, int row, long[] to, int at);

    /** The other way, from a small row, with the words beside each other. */
    void storeAt(long[] s, int row, long[] to, int plus, int[] offsets, int first);

    /** Small, for small rows and their sums and differences. */
    void multiply(long[] s, int a, int b, int to);

    default void square(long[] s, int a, int to) {
        multiply(s, a, a, to);
    }

    void add(long[] s, int a, int b, int to);

    /** a - b. */
    void subtract(long[] s, int a, int b, int to);

    /** a - b - c, made small. */
    void subtractBoth(long[] s, int a, int b, int c, int to);

    /** The negative in lanes whose sign is -1, not 0; below 2 p. */
    void negate(long[] s, int row, long[] signs, int at);

    /** The negative of one stored element, whose words lie so far apart. */
    void negateStored(long[] words, int at, int step);

    /** The stored words of a number of the prime field that is below 2 p, brought below p. */
    void canonical(long[] words, int at);

    /** False only if no lane of a small row is 0. */
    boolean maybeZero(long[] s, int row);

    /** For a small row. */
    boolean isZero(long[] s, int row, int lane);

    /** 1 in each lane. */
    void one(long[] s, int to);

    /** The inverse of each lane of a small row, none of which is 0. The rows from {@code free} on are for what is between. */
    void invert(long[] s, int row, int free);

    /** How many rows {@link #invert} needs. */
    int INVERSION_ROWS = 8;

    default void copyLane(long[] s, int from, int to, int lane) {
        for (int i = lane; i < size(); i += width()) {
            s[to + i] = s[from + i];
        }
    }

    default void copy(long[] s, int from, int to) {
        System.arraycopy(s, from, s, to, size());
    }

    /** From a file's form, where R is 2 to the power of an element's bits, to this one's. */
    void fromFile(long[] s, int row);

    /** The other way; small. */
    void toFile(long[] s, int row);
}
