package dev.assay.verification.transparency;

import dev.assay.verification.Digest;

/** Knows the hashes of complete subtrees. */
@FunctionalInterface
public interface SubtreeHashes {

    /** The hash of the subtree over the leaves from {@code index * 2^level} up to {@code (index + 1) * 2^level}. */
    Digest at(int level, long index);
}
