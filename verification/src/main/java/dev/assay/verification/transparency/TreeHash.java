package dev.assay.verification.transparency;

import dev.assay.verification.Digest;

/** The hashes of a Merkle tree (RFC 9162, section 2.1.1): leaves and nodes have different prefixes, so none passes for the other. */
public final class TreeHash {

    /** The root of a tree without leaves. */
    public static final Digest EMPTY = Digest.sha256();

    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private TreeHash() {}

    public static Digest leaf(byte[] entry) {
        return Digest.sha256(LEAF, entry);
    }

    public static Digest node(Digest left, Digest right) {
        return Digest.sha256(NODE, left.bytes(), right.bytes());
    }
}
