package dev.assay.node.prove.rows;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.stream.IntStream;

/** Polynomials on the points {@code shift w^i} for i below n = 2^log2, where w is the root of unity of that order. */
final class CosetValues {

    private static final int CHUNK = 4096;
    private static final int WORDS = PrimeRows.WORDS;
    private static final int SCALAR_BYTES = WORDS * Long.BYTES;

    private final PrimeRows field;
    private final int log2;
    private final int size;
    private final BigInteger shift;
    private final BigInteger root;

    CosetValues(PrimeRows field, int log2, BigInteger shift) {
        this.field = field;
        this.log2 = log2;
        this.size = 1 << log2;
        this.shift = shift;
        this.root = RootOfUnity.of(field.modulus, log2);
    }

    /** Of a polynomial of any degree: plain numbers below p, and so are the values. */
    long[] ofCoefficients(MemorySegment coefficients) {
        long[] folded = folded(coefficients);
        if (!shift.equals(BigInteger.ONE)) {
            multiplyByPowers(folded, BigInteger.ONE, shift);
        }
        return new Transform(field, log2, root).of(folded);
    }

    /** The other way, from so many values as there are points. */
    long[] toCoefficients(MemorySegment values) {
        long[] coefficients = new Transform(field, log2, root.modInverse(field.modulus)).of(block(values, 0));
        BigInteger count = BigInteger.valueOf(size);
        multiplyByPowers(coefficients, count.modInverse(field.modulus), shift.modInverse(field.modulus));
        return coefficients;
    }

    /** Modulo X^n - shift^n, which is zero on the coset. */
    private long[] folded(MemorySegment coefficients) {
        long[] folded = block(coefficients, 0);
        long count = coefficients.byteSize() / SCALAR_BYTES;
        for (int i = 1; (long) i * size < count; i++) {
            BigInteger factor = shift.modPow(BigInteger.valueOf((long) i * size), field.modulus);
            long[] limbs = field.constant(factor);
            long[] block = block(coefficients, i);
            inRows((row, at) -> row.addProduct(folded, block, limbs, at));
        }
        return folded;
    }

    /** Numbers {@code index} n and on, with zeros after the last. */
    private long[] block(MemorySegment numbers, int index) {
        long[] block = new long[Math.multiplyExact(size, WORDS)];
        long from = (long) index * size * SCALAR_BYTES;
        long bytes = Math.min(numbers.byteSize() - from, (long) size * SCALAR_BYTES);
        MemorySegment.copy(numbers, Msm.WORD, from, block, 0, (int) (bytes / Long.BYTES));
        return block;
    }

    private void multiplyByPowers(long[] numbers, BigInteger first, BigInteger base) {
        long[] lanes = new Powers(field).stored(first, base, field.width());
        long[] step = field.constant(base.modPow(BigInteger.valueOf(field.width()), field.modulus));
        chunks().parallel().forEach(from -> {
            Row row = new Row();
            row.begin(lanes, field.constant(base.modPow(BigInteger.valueOf(from), field.modulus)));
            for (int at = from; at < Math.min(from + CHUNK, size); at += field.width()) {
                row.multiply(numbers, at, step);
            }
        });
    }

    private IntStream chunks() {
        return IntStream.range(0, (size + CHUNK - 1) / CHUNK).map(chunk -> chunk * CHUNK);
    }

    private interface Body {
        void run(Row row, int at);
    }

    private void inRows(Body body) {
        chunks().parallel().forEach(from -> {
            Row row = new Row();
            for (int at = from; at < Math.min(from + CHUNK, size); at += field.width()) {
                body.run(row, at);
            }
        });
    }

    /** As many numbers as a row has, one after the other; where there are fewer, lanes repeat the last. */
    private final class Row {

        private final int first = Rows.FIRST_FREE * field.size();
        private final int second = first + field.size();
        private final long[] s = new long[second + field.size()];
        private final int[] offsets = new int[field.width()];

        private void locate(int at, int end) {
            for (int lane = 0; lane < offsets.length; lane++) {
                offsets[lane] = Math.min(at + lane, end - 1) * WORDS;
            }
        }

        void begin(long[] lanes, long[] factor) {
            locate(0, Math.min(field.width(), size));
            field.load(lanes, 0, offsets, 0, 1, s, second);
            field.multiplyBy(factor, 0, s, second, second);
        }

        void multiply(long[] numbers, int at, long[] step) {
            locate(at, size);
            field.load(numbers, 0, offsets, 0, 1, s, first);
            field.multiply(s, first, second, first);
            field.multiplyBy(step, 0, s, second, second);
            store(numbers, at);
        }

        void addProduct(long[] sums, long[] numbers, long[] factor, int at) {
            locate(at, size);
            field.load(numbers, 0, offsets, 0, 1, s, first);
            field.multiplyBy(factor, 0, s, first, first);
            field.load(sums, 0, offsets, 0, 1, s, second);
            field.add(s, first, second, first);
            field.reduce(s, first, first);
            store(sums, at);
        }

        private void store(long[] numbers, int at) {
            field.storeAt(s, first, numbers, 0, offsets, 0);
            for (int i = at; i < Math.min(at + field.width(), size); i++) {
                field.canonical(numbers, i * WORDS);
            }
        }
    }
}
