package dev.assay.node.prove.rows;

/** Multiplications and nothing else, between rows that stay in the first-level cache: what a field takes at the least. */
record RepeatedProducts(PrimeRows field) {

    /** Each a times so many factors b, plain numbers below p, four words each. */
    void multiply(long[] a, long[] b, long rounds) {
        int size = field.size();
        int rows = (a.length / PrimeRows.WORDS + field.width() - 1) / field.width();
        int factors = Rows.FIRST_FREE + rows;
        long[] s = new long[(factors + rows) * size];
        long[] rSquared = field.rawPowerOfTwo(2 * field.radixBits());
        for (int row = 0; row < rows; row++) {
            field.load(a, 0, offsets(a, row), 0, 1, s, (Rows.FIRST_FREE + row) * size);
            field.load(b, 0, offsets(a, row), 0, 1, s, (factors + row) * size);
            // A plain number times one in Montgomery form is plain.
            field.multiplyBy(rSquared, 0, s, (factors + row) * size, (factors + row) * size);
        }
        for (long round = 0; round < rounds; round++) {
            for (int row = Rows.FIRST_FREE; row < factors; row++) {
                field.multiply(s, row * size, (row + rows) * size, row * size);
            }
        }
        for (int row = 0; row < rows; row++) {
            field.storeAt(s, (Rows.FIRST_FREE + row) * size, a, 0, offsets(a, row), 0);
        }
        for (int at = 0; at < a.length; at += PrimeRows.WORDS) {
            field.canonical(a, at);
        }
    }

    /** The last row may have fewer: then lanes repeat. */
    private int[] offsets(long[] numbers, int row) {
        int[] offsets = new int[field.width()];
        for (int lane = 0; lane < offsets.length; lane++) {
            offsets[lane] = Math.min((row * field.width() + lane) * PrimeRows.WORDS, numbers.length - PrimeRows.WORDS);
        }
        return offsets;
    }
}
