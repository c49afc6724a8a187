package dev.assay.verification.transparency;

import dev.assay.verification.Digest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A tree over hashes that somebody keeps: makes roots and proofs (RFC 9162, section 2.1). Verifies nothing.
 *
 * @param size leaves; the hashes of all complete subtrees below are known
 */
public record MerkleTree(SubtreeHashes hashes, long size) {

    public MerkleTree {
        if (size < 0) {
            throw new IllegalArgumentException("a tree of " + size + " leaves");
        }
    }

    /** A tree over leaf hashes in memory. */
    public static MerkleTree of(List<Digest> leaves) {
        return new MerkleTree(new LeafList(List.copyOf(leaves)), leaves.size());
    }

    private record LeafList(List<Digest> leaves) implements SubtreeHashes {
        @Override
        public Digest at(int level, long index) {
            return level == 0
                    ? leaves.get(Math.toIntExact(index))
                    : TreeHash.node(at(level - 1, 2 * index), at(level - 1, 2 * index + 1));
        }
    }

    public Digest root() {
        return size == 0 ? TreeHash.EMPTY : root(0, size);
    }

    /** MTH(D[first:end]) of section 2.1.1; the range is one that a proof of this tree has. */
    private Digest root(long first, long end) {
        long count = end - first;
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return hashes.at(level, first >>> level);
        }
        long split = first + Long.highestOneBit(count);
        return TreeHash.node(root(first, split), root(split, end));
    }

    /**
     * Section 2.1.3.1.
     *
     * @throws IndexOutOfBoundsException if there is no such leaf
     */
    public InclusionProof inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("leaf " + index + " of " + size);
        }
        List<Digest> path = new ArrayList<>();
        long first = 0;
        long end = size;
        while (end - first > 1) {
            long split = first + splitOf(end - first);
            if (index < split) {
                path.add(root(split, end));
                end = split;
            } else {
                path.add(root(first, split));
                first = split;
            }
        }
        Collections.reverse(path);
        return new InclusionProof(index, size, path);
    }

    /** The largest power of two below the count. */
    private static long splitOf(long count) {
        return Long.highestOneBit(count - 1);
    }

    /**
     * Section 2.1.4.1.
     *
     * @throws IndexOutOfBoundsException if the older tree is larger than this one
     */
    public ConsistencyProof consistency(long olderSize) {
        if (olderSize < 0 || olderSize > size) {
            throw new IndexOutOfBoundsException("from " + olderSize + " to " + size);
        }
        List<Digest> path = new ArrayList<>();
        if (olderSize > 0 && olderSize < size) {
            collect(olderSize, 0, size, true, path);
        }
        return new ConsistencyProof(olderSize, size, path);
    }

    /** SUBPROOF of section 2.1.4.1; {@code whole} is its b. */
    private void collect(long olderSize, long first, long end, boolean whole, List<Digest> path) {
        if (olderSize == end) {
            if (!whole) {
                path.add(root(first, end));
            }
            return;
        }
        long split = first + splitOf(end - first);
        if (olderSize <= split) {
            collect(olderSize, first, split, whole, path);
            path.add(root(split, end));
        } else {
            collect(olderSize, split, end, false, path);
            path.add(root(first, split));
        }
    }
}
