package dev.assay.node.prove;

import dev.assay.node.iden3.Points;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Multi-scalar multiplication, the sum of scalar times point, by the bucket method (N. Pippenger, 1976; D. Bernstein, J.
 * Doumen, T. Lange, J. Oosterwijk, "Faster batch forgery identification", 2012, section 4) with signed digits. Scalars 0 and
 * points at infinity are left out, points with scalar 1 are added as they are: most of a real witness is bits.
 *
 * @param <A> an affine point
 * @param <P> a Jacobian point
 */
final class Msm<A, P> {

    private static final int MAX_WINDOW_BITS = 20;
    /** A bucket costs two additions of Jacobian points, each about one and a half times an addition of an affine one. */
    private static final int ADDITIONS_PER_BUCKET = 3;

    private final Group<A, P> group;
    private final int cores;

    Msm(Group<A, P> group, int cores) {
        this.group = group;
        this.cores = cores;
    }

    /** @throws IllegalArgumentException unless there are as many scalars as points */
    P compute(Points<A> points, Scalars scalars) {
        if (points.size() != scalars.size()) {
            throw new IllegalArgumentException(scalars.size() + " scalars for " + points.size() + " points");
        }
        int[] ones = IntStream.range(0, scalars.size()).filter(scalars::isOne).toArray();
        int[] others = IntStream.range(0, scalars.size())
                .filter(i -> !scalars.isZero(i) && !scalars.isOne(i) && !points.isInfinity(i))
                .toArray();
        return group.add(sum(points, ones), sumOfProducts(points, scalars, others));
    }

    private P sum(Points<A> points, int[] indexes) {
        return Arrays.stream(indexes)
                .parallel()
                .boxed()
                .reduce(group.infinity(), (sum, i) -> group.addAffine(sum, points.at(i)), group::add);
    }

    private P sumOfProducts(Points<A> points, Scalars scalars, int[] indexes) {
        if (indexes.length == 0) {
            return group.infinity();
        }
        int windowBits = windowBits(indexes.length);
        int windows = Digits.windows(windowBits);
        int parts = parts(indexes.length, windows, windowBits);
        Digits digits = new Digits(scalars, indexes, windowBits);
        List<P> tiles = IntStream.range(0, windows * parts)
                .parallel()
                .mapToObj(tile -> sumOfTile(points, indexes, digits, new Tile(tile / parts, tile % parts, parts)))
                .toList();
        return horner(sumsOfWindows(tiles, parts), windowBits);
    }

    /** Into how many parts the points are cut, so that there are tiles for all cores, each worth its buckets. */
    private int parts(int points, int windows, int windowBits) {
        int wanted = Math.ceilDiv(2 * cores, windows);
        return Math.clamp(points >> windowBits, 1, wanted);
    }

    private List<P> sumsOfWindows(List<P> tiles, int parts) {
        return IntStream.range(0, tiles.size() / parts)
                .mapToObj(window -> tiles.subList(window * parts, (window + 1) * parts).stream()
                        .reduce(group.infinity(), group::add))
                .toList();
    }

    /** The window for which fewest additions are needed. */
    static int windowBits(int points) {
        return IntStream.rangeClosed(2, MAX_WINDOW_BITS)
                .boxed()
                .min((a, b) -> Long.compare(additions(points, a), additions(points, b)))
                .orElseThrow();
    }

    private static long additions(int points, int windowBits) {
        long buckets = 1L << (windowBits - 1);
        return Digits.windows(windowBits) * (points + ADDITIONS_PER_BUCKET * buckets);
    }

    private P sumOfTile(Points<A> points, int[] indexes, Digits digits, Tile tile) {
        Object[] buckets = new Object[digits.buckets()];
        Arrays.fill(buckets, group.infinity());
        for (int i = tile.from(indexes.length); i < tile.to(indexes.length); i++) {
            int digit = digits.digit(i, tile.window);
            if (digit != 0) {
                A point = points.at(indexes[i]);
                int bucket = Math.abs(digit) - 1;
                buckets[bucket] = group.addAffine(at(buckets, bucket), digit > 0 ? point : group.negate(point));
            }
        }
        return weighted(buckets);
    }

    /** One window of one part of the points: what one core does at a time. */
    private record Tile(int window, int part, int parts) {

        int from(int points) {
            return (int) ((long) points * part / parts);
        }

        int to(int points) {
            return (int) ((long) points * (part + 1) / parts);
        }
    }

    /** Bucket i times i + 1, summed: by a running sum from the top. */
    private P weighted(Object[] buckets) {
        P running = group.infinity();
        P total = group.infinity();
        for (int i = buckets.length - 1; i >= 0; i--) {
            running = group.add(running, at(buckets, i));
            total = group.add(total, running);
        }
        return total;
    }

    @SuppressWarnings("unchecked") // only points of this group are ever put in
    private P at(Object[] buckets, int index) {
        return (P) buckets[index];
    }

    private P horner(List<P> windows, int windowBits) {
        P result = group.infinity();
        for (P window : windows.reversed()) {
            for (int i = 0; i < windowBits; i++) {
                result = group.twice(result);
            }
            result = group.add(result, window);
        }
        return result;
    }
}
