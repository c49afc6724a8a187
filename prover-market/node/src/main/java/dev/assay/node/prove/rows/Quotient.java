package dev.assay.node.prove.rows;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/**
 * The scalars of the H points of a Groth16 proof: at each point of the odd coset, a b - c, where the polynomials a and b have
 * the values (matrix A) w and (matrix B) w on the domain, and c their products.
 */
final class Quotient {

    private static final int CHUNK = 4096;
    private static final int WORDS = PrimeRows.WORDS;
    private static final int SCALAR_BYTES = WORDS * Long.BYTES;
    private static final int ROW = Integer.BYTES;
    private static final int WIRE = 2 * Integer.BYTES;
    private static final int VALUE = 3 * Integer.BYTES;
    private static final int ENTRY_BYTES = VALUE + SCALAR_BYTES;
    private static final ValueLayout.OfInt U32 = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final PrimeRows field;
    private final MemorySegment entries;
    private final long count;
    private final MemorySegment witness;
    private final int size;
    private final long[] a;
    private final long[] b;

    /**
     * @param entries as a proving key holds them: matrix (u32, 0 or 1), row (u32), wire (u32), value times 2^512; every row
     *     below 2^log2, every value below r
     * @param witness a number below r for each wire, 32 bytes, little-endian
     */
    Quotient(PrimeRows field, MemorySegment entries, MemorySegment witness, int log2) {
        this.field = field;
        this.entries = entries;
        this.count = entries.byteSize() / ENTRY_BYTES;
        this.witness = witness;
        this.size = 1 << log2;
        this.a = new long[size * WORDS];
        this.b = new long[size * WORDS];
    }

    /** Plain numbers below r, four words each. */
    long[] compute() {
        multiply();
        long[] c = new long[size * WORDS];
        inRows((row, at) -> row.product(at, c));
        OddCoset coset = new OddCoset(field, Integer.numberOfTrailingZeros(size));
        coset.transform(a);
        coset.transform(b);
        coset.transform(c);
        inRows((row, at) -> row.difference(at, c));
        return c;
    }

    private interface Body {
        void run(Row row, int at);
    }

    private void inRows(Body body) {
        IntStream.range(0, (size + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            Row row = new Row();
            for (int at = chunk * CHUNK; at < Math.min((chunk + 1) * CHUNK, size); at += field.width()) {
                body.run(row, at);
            }
        });
    }

    // ---- the sparse products ----

    private int u32(long entry, int offset) {
        return entries.get(U32, entry * ENTRY_BYTES + offset);
    }

    private int row(long entry) {
        return u32(entry, ROW);
    }

    /** Entries come in the order of their rows from every tool known; then each task owns its rows. If not, one has all. */
    private void multiply() {
        long chunks = (count + CHUNK - 1) / CHUNK;
        boolean isOrdered = IntStream.range(0, (int) chunks).parallel().allMatch(this::isOrdered);
        if (isOrdered) {
            IntStream.range(0, (int) chunks)
                    .parallel()
                    .forEach(chunk ->
                            new Row().multiply(begin(chunk * (long) CHUNK), begin((chunk + 1) * (long) CHUNK)));
        } else {
            new Row().multiply(0, count);
        }
    }

    private boolean isOrdered(int chunk) {
        long end = Math.min((chunk + 1) * (long) CHUNK, count);
        for (long entry = Math.max(1, chunk * (long) CHUNK); entry < end; entry++) {
            if (row(entry) < row(entry - 1)) {
                return false;
            }
        }
        return true;
    }

    /** The first entry from here on that begins a row. */
    private long begin(long entry) {
        if (entry <= 0 || entry >= count) {
            return Math.clamp(entry, 0, count);
        }
        // By halves: all entries may be of one row.
        int before = row(entry - 1);
        long low = entry;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (row(middle) > before) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** As many numbers as a row has, one after the other. */
    private final class Row {

        private static final int FIRST = 1;
        private static final int SECOND = 2;
        private static final int ROWS = 3;

        private final int width = field.width();
        private final int rowSize = field.size();
        private final long[] s = new long[ROWS * rowSize];
        private final long[] in = new long[2 * width * WORDS];
        private final int[] offsets = new int[width];
        /** a and b came out too large by the same factor, (a b - c) by its square; see {@link #multiply}. */
        private final long[] factor = field.rawPowerOfTwo(4 * field.radixBits() - 1024);

        /** The last row may have fewer: then lanes repeat. */
        private void locate(int at, int end) {
            for (int lane = 0; lane < width; lane++) {
                offsets[lane] = Math.min(at + lane, end - 1) * WORDS;
            }
        }

        void product(int at, long[] c) {
            locate(at, size);
            field.load(a, 0, offsets, 0, 1, s, FIRST * rowSize);
            field.load(b, 0, offsets, 0, 1, s, SECOND * rowSize);
            field.multiply(s, FIRST * rowSize, SECOND * rowSize, FIRST * rowSize);
            field.storeAt(s, FIRST * rowSize, c, 0, offsets, 0);
        }

        void difference(int at, long[] c) {
            locate(at, size);
            field.load(a, 0, offsets, 0, 1, s, FIRST * rowSize);
            field.load(b, 0, offsets, 0, 1, s, SECOND * rowSize);
            field.multiply(s, FIRST * rowSize, SECOND * rowSize, FIRST * rowSize);
            field.load(c, 0, offsets, 0, 1, s, SECOND * rowSize);
            field.subtract(s, FIRST * rowSize, SECOND * rowSize, FIRST * rowSize);
            field.multiplyBy(factor, 0, s, FIRST * rowSize, FIRST * rowSize);
            field.storeAt(s, FIRST * rowSize, c, 0, offsets, 0);
            for (int i = at; i < Math.min(at + width, size); i++) {
                field.canonical(c, i * WORDS);
            }
        }

        void multiply(long from, long end) {
            locate(0, width);
            long[] terms = new long[width * WORDS];
            for (long entry = from; entry < end; entry += width) {
                int lanes = (int) Math.min(width, end - entry);
                terms(entry, lanes, terms);
                for (int lane = 0; lane < lanes; lane++) {
                    field.canonical(terms, lane * WORDS);
                    long[] to = u32(entry + lane, 0) == 0 ? a : b;
                    field.addStored(terms, lane * WORDS, to, row(entry + lane) * WORDS);
                }
            }
        }

        /** v 2^512 times w over the rows' own R. In Montgomery form that is v w, too large by 2^512 / R^2. */
        private void terms(long entry, int lanes, long[] terms) {
            for (int lane = 0; lane < lanes; lane++) {
                long at = (entry + lane) * ENTRY_BYTES;
                long wire = Integer.toUnsignedLong(entries.get(U32, at + WIRE)) * SCALAR_BYTES;
                for (int word = 0; word < WORDS; word++) {
                    in[lane * WORDS + word] = entries.get(Msm.WORD, at + VALUE + (long) word * Long.BYTES);
                    in[(width + lane) * WORDS + word] = witness.get(Msm.WORD, wire + (long) word * Long.BYTES);
                }
            }
            field.load(in, 0, offsets, 0, 1, s, FIRST * rowSize);
            field.load(in, width * WORDS, offsets, 0, 1, s, SECOND * rowSize);
            field.multiply(s, FIRST * rowSize, SECOND * rowSize, FIRST * rowSize);
            field.storeAt(s, FIRST * rowSize, terms, 0, offsets, 0);
        }
    }
}
