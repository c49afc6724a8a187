package dev.assay.node.setup;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Cuts long tables: into batches, so that memory stays bounded, and these into parts for all cores. */
final class Batches {

    private static final int BATCH = 1 << 14;
    private static final int PART = 128;

    /** What is done with the items from one index to before another. */
    @FunctionalInterface
    interface Batch {
        void items(int from, int to);
    }

    private Batches() {}

    static void forEach(int from, int to, Batch batch) {
        for (int start = from; start < to; start += BATCH) {
            batch.items(start, Math.min(to, start + BATCH));
        }
    }

    /**
     * Computes a point for each index on all cores, and makes them affine in groups, each for the price of one inversion.
     *
     * @param <P> a Jacobian point
     * @param <A> an affine point
     */
    static <P, A> List<A> points(int from, int to, IntFunction<P> point, Function<List<P>, List<A>> toAffine) {
        return IntStream.range(0, Math.ceilDiv(to - from, PART))
                .parallel()
                .mapToObj(part ->
                        toAffine.apply(IntStream.range(from + part * PART, Math.min(to, from + (part + 1) * PART))
                                .mapToObj(point)
                                .toList()))
                .flatMap(List::stream)
                .toList();
    }

    /** Applies a function to parts of a list on all cores, and puts the results together in order. */
    static <A> List<A> parts(List<A> items, int partSize, Function<List<A>, List<A>> function) {
        return IntStream.range(0, Math.ceilDiv(items.size(), partSize))
                .parallel()
                .mapToObj(part ->
                        function.apply(items.subList(part * partSize, Math.min(items.size(), (part + 1) * partSize))))
                .flatMap(List::stream)
                .toList();
    }
}
