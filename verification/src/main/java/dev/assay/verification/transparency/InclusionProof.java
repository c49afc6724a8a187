package dev.assay.verification.transparency;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.List;

/**
 * The way from a leaf to the root (RFC 9162, section 2.1.3), as somebody claims it.
 *
 * @param path from the leaf up
 */
public record InclusionProof(long index, long treeSize, List<Digest> path) {

    /** A tree has fewer than 2^63 leaves. */
    static final int MAX_PATH = 63;

    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Section 2.1.3.2.
     *
     * @throws Rejection with {@link Reason#LOG_INCLUSION_INVALID} unless the path leads to the root
     */
    void require(Digest leaf, Digest root) {
        if (index < 0 || index >= treeSize || path.size() > MAX_PATH) {
            throw invalid("leaf " + index + " of " + treeSize + " with " + path.size() + " hashes");
        }
        long node = index;
        long last = treeSize - 1;
        Digest hash = leaf;
        for (Digest sibling : path) {
            if (last == 0) {
                throw invalid("the path goes on above the root");
            }
            if ((node & 1) == 1 || node == last) {
                hash = TreeHash.node(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = TreeHash.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0 || !hash.equals(root)) {
            throw invalid("the path of leaf " + index + " does not lead to the root");
        }
    }

    private static Rejection invalid(String detail) {
        return new Rejection(Reason.LOG_INCLUSION_INVALID, detail);
    }
}
