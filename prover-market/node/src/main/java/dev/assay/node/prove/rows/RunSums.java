package dev.assay.node.prove.rows;

/**
 * Sums of runs of points: what buckets, and rows and columns of buckets, are made by. The points of each run are added in
 * pairs, then the sums in pairs, and so on: pairs of one round never depend on each other, however the runs are made.
 */
final class RunSums {

    /** Points at a time: what they, their sums and the products for one inversion take stays in the second-level cache. */
    private static final int BLOCK_LONGS = 1 << 15;
    /** No run of a block takes more rounds. */
    private static final int MAX_ROUNDS = 16;

    private final Rows rows;
    private final int width;
    private final int pointWords;
    private final int block;
    private final PairSums pairs;
    /** Sums of all rounds of a block, then what is left of odd runs after the first. */
    private final long[] sums;

    /** Where in {@link #sums} the points of the open runs lie. */
    private final int[] points;
    /** Of each open run its index, and how many points it has left. */
    private final int[] openRuns;

    private final int[] openSizes;

    RunSums(Rows rows) {
        this.rows = rows;
        this.width = rows.width();
        this.pointWords = 2 * rows.words();
        this.block = BLOCK_LONGS / pointWords;
        this.pairs = new PairSums(rows, block / 2);
        this.sums = new long[(block + MAX_ROUNDS * width + block / 3 + width) * pointWords];
        this.points = new int[block];
        this.openRuns = new int[block];
        this.openSizes = new int[block];
    }

    /** What to add: entry i of a table, negated if so said. */
    static int ref(int index, boolean isNegated) {
        return index << 1 | (isNegated ? 1 : 0);
    }

    /**
     * {@code to[run]} = the sum of the table's points {@code refs[starts[run]]} to {@code refs[starts[run + 1] - 1]}. Points
     * that are to be negated are not at infinity.
     */
    void sum(long[] table, int[] refs, int[] starts, int runs, long[] to) {
        int end;
        for (int run = 0; run < runs; run = end) {
            end = run;
            while (end < runs && starts[end + 1] - starts[run] <= block) {
                end++;
            }
            if (end == run) {
                sumLongRun(table, refs, starts[run], starts[++end], to, run);
            } else {
                sumBlock(table, refs, starts, run, end, to);
            }
        }
    }

    private void sumLongRun(long[] table, int[] refs, int from, int end, long[] to, int run) {
        int parts = (end - from + block - 1) / block;
        long[] partial = new long[parts * pointWords];
        int[] starts = new int[parts + 1];
        int[] all = new int[parts];
        for (int part = 0; part <= parts; part++) {
            starts[part] = Math.min(from + part * block, end);
        }
        for (int part = 0; part < parts; part++) {
            sumBlock(table, refs, starts, part, part + 1, partial);
            all[part] = ref(part, false);
        }
        long[] sum = new long[pointWords];
        sum(partial, all, new int[] {0, parts}, 1, sum);
        System.arraycopy(sum, 0, to, run * pointWords, pointWords);
    }

    /** Runs with no more than a block of points together. */
    private void sumBlock(long[] table, int[] refs, int[] starts, int from, int end, long[] to) {
        int open = 0;
        int listed = 0;
        int leftovers = block + MAX_ROUNDS * width;
        for (int run = from; run < end; run++) {
            int size = starts[run + 1] - starts[run];
            if (size < 2) {
                clear(to, run * pointWords);
            }
            if (size == 1) {
                copy(table, refs[starts[run]], to, run * pointWords, 1);
            }
            if (size < 2) {
                continue;
            }
            openRuns[open] = run;
            openSizes[open++] = (size + 1) / 2;
            int i = starts[run];
            for (; i + 1 < starts[run + 1]; i += 2) {
                points[listed++] = slot(pairs.count());
                pairs.put(at(refs[i]), sign(refs[i]), at(refs[i + 1]), sign(refs[i + 1]));
            }
            if (i < starts[run + 1]) {
                copy(table, refs[i], sums, slot(leftovers), width);
                points[listed++] = slot(leftovers++);
            }
        }
        int made = rounded(pairs.count());
        pairs.add(table, 1, true, sums, 0);
        sumOpen(open, made, to);
    }

    /** The rounds after the first: all points lie in {@link #sums}, and none is negated. */
    private void sumOpen(int runs, int slots, long[] to) {
        int made = slots;
        for (int open = runs; open > 0; ) {
            int read = 0;
            int listed = 0;
            int stillOpen = 0;
            for (int i = 0; i < open; i++) {
                int size = openSizes[i];
                if (size == 1) {
                    gather(points[read++], to, openRuns[i] * pointWords);
                    continue;
                }
                openRuns[stillOpen] = openRuns[i];
                openSizes[stillOpen++] = (size + 1) / 2;
                for (int j = 0; j + 1 < size; j += 2, read += 2) {
                    int pair = pairs.count();
                    pairs.put(points[read], points[read + 1]);
                    points[listed++] = slot(made + pair);
                }
                if (size % 2 != 0) {
                    points[listed++] = points[read++];
                }
            }
            int more = rounded(pairs.count());
            pairs.add(sums, width, false, sums, slot(made));
            made += more;
            open = stillOpen;
        }
    }

    private int slot(int index) {
        int lane = index % width;
        return (index - lane) * pointWords + lane;
    }

    private int rounded(int count) {
        return (count + width - 1) / width * width;
    }

    private int at(int ref) {
        return (ref >>> 1) * pointWords;
    }

    private static long sign(int ref) {
        return -(long) (ref & 1);
    }

    private void clear(long[] to, int at) {
        for (int i = 0; i < pointWords; i++) {
            to[at + i] = 0;
        }
    }

    /** A point of the table to words that lie so far apart, negated if so said. */
    private void copy(long[] table, int ref, long[] to, int at, int step) {
        int from = at(ref);
        for (int i = 0; i < pointWords; i++) {
            to[at + i * step] = table[from + i];
        }
        if ((ref & 1) != 0) {
            rows.negateStored(to, at + pointWords / 2 * step, step);
        }
    }

    private void gather(int from, long[] to, int at) {
        for (int i = 0; i < pointWords; i++) {
            to[at + i] = sums[from + i * width];
        }
    }
}
