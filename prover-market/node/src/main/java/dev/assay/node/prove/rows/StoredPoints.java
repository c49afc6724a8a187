package dev.assay.node.prove.rows;

/** Converts tables of points in place, between a file's Montgomery form and that of the rows. Infinity stays all zeros. */
final class StoredPoints {

    private static final int POINT = Rows.FIRST_FREE;

    private final Rows rows;
    private final long[] s;
    private final int[] offsets;

    StoredPoints(Rows rows) {
        this.rows = rows;
        this.s = new long[(POINT + 1) * rows.size()];
        this.offsets = new int[rows.width()];
    }

    /** Points {@code from} to {@code end}, the latter not. */
    void fromFile(long[] table, int from, int end) {
        convert(table, from, end, true);
    }

    void toFile(long[] table, int from, int end) {
        convert(table, from, end, false);
        for (int at = 2 * rows.words() * from; at < 2 * rows.words() * end; at += rows.primeWords()) {
            rows.canonical(table, at);
        }
    }

    private void convert(long[] table, int from, int end, boolean isFromFile) {
        int at = POINT * rows.size();
        for (int i = from; i < end; i += rows.width()) {
            for (int lane = 0; lane < rows.width(); lane++) {
                offsets[lane] = Math.min(i + lane, end - 1) * 2 * rows.words();
            }
            for (int plus = 0; plus < 2 * rows.words(); plus += rows.words()) {
                rows.load(table, plus, offsets, 0, 1, s, at);
                if (isFromFile) {
                    rows.fromFile(s, at);
                } else {
                    rows.toFile(s, at);
                }
                rows.storeAt(s, at, table, plus, offsets, 0);
            }
        }
    }
}
