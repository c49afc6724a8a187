package dev.assay.node.prove.rows;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.assay.node.iden3.PointGroup;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.JacobianPoint;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Multi-scalar multiplication, the sum of scalar times point, by the bucket method (N. Pippenger, 1976) with signed digits.
 * Zeros and points at infinity are left out, zero digits cost nothing, so neither do small numbers.
 *
 * <p>Buckets are runs of points ({@link RunSums}). A bucket j = 2^l a + b counts j + 1 times in its window: the sum of
 * (j + 1) B_j is 2^l times the sum of a (row a), plus the sum of (b + 1) (column b); rows and columns are runs of buckets.
 */
final class Msm {

    /** Points at a time, which bounds the memory: 64 to 192 bytes each, and 40 for digits and order. */
    private static final int MAX_POINTS = 1 << 22;
    /** Points that one task selects and converts. */
    private static final int CHUNK = 4096;
    /** What a row or column costs besides its buckets, in additions: two are made one by one. */
    private static final int ADDITIONS_PER_LINE = 50;

    static final ValueLayout.OfLong WORD = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Rows rows;
    private final PointGroup group;
    private final BigInteger order;
    private final int cores;
    private final int pointWords;

    /** @param rows over the field of the group's coordinates */
    Msm(Rows rows, PointGroup group, int cores) {
        this.rows = rows;
        this.group = group;
        this.order = group.curve().fr().modulus();
        this.cores = cores;
        this.pointWords = 2 * rows.words();
    }

    /**
     * @param points in the file's form ({@link PointGroup})
     * @param scalars 32 bytes each, little-endian, below the order; as many
     */
    AffinePoint sum(MemorySegment points, MemorySegment scalars) {
        long count = scalars.byteSize() / (PrimeRows.WORDS * Long.BYTES);
        CurveGroup law = group.law();
        JacobianPoint total = law.infinity();
        for (long from = 0; from < count; from += MAX_POINTS) {
            int some = (int) Math.min(MAX_POINTS, count - from);
            law.add(total, new Part(points, scalars, from, some).sum(law));
        }
        return law.toAffine(total);
    }

    /** So many points, beginning somewhere. */
    private final class Part {

        private final MemorySegment points;
        private final MemorySegment scalars;
        private final long from;
        private final int count;
        private final int[] keptBefore;
        private final int kept;
        private final int windowBits;
        private final long[] table;
        private final SignedDigits digits;

        Part(MemorySegment points, MemorySegment scalars, long from, int count) {
            this.points = points;
            this.scalars = scalars;
            this.from = from;
            this.count = count;
            this.keptBefore = new int[chunks() + 1];
            this.kept = select();
            this.windowBits = bestWindowBits(kept);
            this.table = new long[Math.multiplyExact(kept, pointWords)];
            this.digits = new SignedDigits(order, windowBits, kept);
            IntStream.range(0, chunks()).parallel().forEach(this::convert);
        }

        private int chunks() {
            return (count + CHUNK - 1) / CHUNK;
        }

        private int select() {
            IntStream.range(0, chunks()).parallel().forEach(chunk -> {
                keptBefore[chunk + 1] =
                        (int) inChunk(chunk).filter(this::isKept).count();
            });
            for (int chunk = 0; chunk < chunks(); chunk++) {
                keptBefore[chunk + 1] += keptBefore[chunk];
            }
            return keptBefore[chunks()];
        }

        private IntStream inChunk(int chunk) {
            return IntStream.range(chunk * CHUNK, Math.min((chunk + 1) * CHUNK, count));
        }

        private boolean isKept(int index) {
            return !isZero(scalars, from + index, PrimeRows.WORDS) && !isZero(points, from + index, pointWords);
        }

        private static boolean isZero(MemorySegment bytes, long index, int words) {
            long any = 0;
            for (int i = 0; i < words; i++) {
                any |= bytes.get(WORD, (index * words + i) * Long.BYTES);
            }
            return any == 0;
        }

        private void convert(int chunk) {
            long[] scalar = new long[PrimeRows.WORDS];
            int to = keptBefore[chunk];
            for (int index = chunk * CHUNK; index < Math.min((chunk + 1) * CHUNK, count); index++) {
                if (isKept(index)) {
                    copy(scalars, from + index, scalar, 0, scalar.length);
                    digits.put(to, scalar);
                    copy(points, from + index, table, to * pointWords, pointWords);
                    to++;
                }
            }
            new StoredPoints(rows).fromFile(table, keptBefore[chunk], to);
        }

        private static void copy(MemorySegment bytes, long index, long[] to, int at, int words) {
            MemorySegment.copy(bytes, WORD, index * words * Long.BYTES, to, at, words);
        }

        /**
         * One window is what a thread does at a time; where there are more threads than windows, the points are cut too, as
         * long as a part is larger than its buckets.
         */
        JacobianPoint sum(CurveGroup law) {
            JacobianPoint total = law.infinity();
            if (kept == 0) {
                return total;
            }
            int windows = SignedDigits.windows(order, windowBits);
            int wanted = cores <= windows ? 1 : (2 * cores + windows - 1) / windows;
            int parts = Math.min(wanted, Math.max(1, kept >> windowBits));
            List<JacobianPoint> sums = Arrays.stream(tiles(windows, parts))
                    .parallel()
                    .map(tile -> weighted(group.law(), tile))
                    .toList();
            for (int window = windows; window-- > 0; ) {
                twice(law, total, windowBits);
                for (int part = 0; part < parts; part++) {
                    law.add(total, sums.get(window * parts + part));
                }
            }
            return total;
        }

        private Tile[] tiles(int windows, int parts) {
            Tile[] tiles = new Tile[windows * parts];
            AtomicInteger next = new AtomicInteger();
            IntStream.range(0, Math.min(cores, tiles.length)).parallel().forEach(thread -> {
                Workspace space = new Workspace();
                for (int i = next.getAndIncrement(); i < tiles.length; i = next.getAndIncrement()) {
                    tiles[i] = space.tile(i / parts, i % parts, parts);
                }
            });
            return tiles;
        }

        /** What a thread needs for a tile, kept for its next one. */
        private final class Workspace {

            private final RunSums sums = new RunSums(rows);
            private final long[] buckets = new long[(1 << (windowBits - 1)) * pointWords];
            private final int[] starts = new int[(1 << (windowBits - 1)) + 2];
            private final int[] refs = new int[kept];

            Tile tile(int window, int part, int parts) {
                int begin = (int) ((long) kept * part / parts);
                digits.sort(window, begin, (int) ((long) kept * (part + 1) / parts), starts, refs);
                sums.sum(table, refs, starts, 1 << (windowBits - 1), buckets);
                int columns = 1 << (windowBits / 2);
                int lines = (1 << (windowBits - 1)) / columns;
                return new Tile(lines(lines, columns, columns, 1), lines(columns, lines, 1, columns), windowBits / 2);
            }

            private long[] lines(int lines, int length, int lineStep, int step) {
                int[] order = new int[lines * length];
                int[] begins = new int[lines + 1];
                for (int line = 0; line < lines; line++) {
                    begins[line + 1] = (line + 1) * length;
                    for (int i = 0; i < length; i++) {
                        order[line * length + i] = RunSums.ref(line * lineStep + i * step, false);
                    }
                }
                long[] to = new long[lines * pointWords];
                sums.sum(buckets, order, begins, lines, to);
                new StoredPoints(rows).toFile(to, 0, lines);
                return to;
            }
        }
    }

    /** The sums of the rows and of the columns of a window's buckets, in the file's form. */
    private static final class Tile {

        private final long[] rows;
        private final long[] columns;
        private final int columnBits;

        Tile(long[] rows, long[] columns, int columnBits) {
            this.rows = rows;
            this.columns = columns;
            this.columnBits = columnBits;
        }
    }

    private JacobianPoint weighted(CurveGroup law, Tile tile) {
        JacobianPoint total = weightedByIndex(law, tile.rows, 0);
        twice(law, total, tile.columnBits);
        law.add(total, weightedByIndex(law, tile.columns, 1));
        return total;
    }

    private static void twice(CurveGroup law, JacobianPoint point, int times) {
        for (int i = 0; i < times; i++) {
            law.twice(point);
        }
    }

    /** The sum of (i + first) times point i, for first 0 or 1, by running sums from the top. */
    private JacobianPoint weightedByIndex(CurveGroup law, long[] points, int first) {
        JacobianPoint running = law.infinity();
        JacobianPoint total = law.infinity();
        for (int i = points.length / pointWords; i-- > 1 - first; ) {
            law.add(running, point(points, i));
            law.add(total, running);
        }
        return total;
    }

    private AffinePoint point(long[] points, int index) {
        int x = index * pointWords;
        int y = x + pointWords / 2;
        return new AffinePoint(Arrays.copyOfRange(points, x, y), Arrays.copyOfRange(points, y, x + pointWords));
    }

    private int bestWindowBits(int points) {
        int best = 2;
        for (int bits = 3; bits <= SignedDigits.MAX_WINDOW_BITS; bits++) {
            if (additions(points, bits) < additions(points, best)) {
                best = bits;
            }
        }
        return best;
    }

    /** A bucket is added to its row and to its column. */
    private double additions(int points, int windowBits) {
        double buckets = 1 << (windowBits - 1);
        double lines = (1 << ((windowBits - 1) / 2)) + (1 << (windowBits / 2));
        return SignedDigits.windows(order, windowBits) * (points + 2 * buckets + ADDITIONS_PER_LINE * lines);
    }
}
