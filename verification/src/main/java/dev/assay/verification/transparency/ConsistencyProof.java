package dev.assay.verification.transparency;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.List;

/** That a tree begins with all leaves of an older one (RFC 9162, section 2.1.4), as somebody claims it. */
public record ConsistencyProof(long olderSize, long newerSize, List<Digest> path) {

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Section 2.1.4.2; an empty tree is the beginning of every tree.
     *
     * @throws Rejection with {@link Reason#LOG_CONSISTENCY_INVALID} unless the hashes lead to both roots
     */
    void require(Digest olderRoot, Digest newerRoot) {
        if (olderSize < 0 || olderSize > newerSize || path.size() > InclusionProof.MAX_PATH) {
            throw invalid("from " + olderSize + " to " + newerSize + " with " + path.size() + " hashes");
        }
        if (olderSize == newerSize || olderSize == 0) {
            requireTrivial(olderRoot, newerRoot);
            return;
        }
        requirePath(olderRoot, newerRoot);
    }

    private void requireTrivial(Digest olderRoot, Digest newerRoot) {
        if (!path.isEmpty()) {
            throw invalid("there is nothing to prove from " + olderSize + " to " + newerSize);
        }
        Digest expected = olderSize == newerSize ? newerRoot : TreeHash.EMPTY;
        if (!olderRoot.equals(expected)) {
            throw invalid("the older root is not that of the same tree");
        }
    }

    private void requirePath(Digest olderRoot, Digest newerRoot) {
        boolean isComplete = Long.bitCount(olderSize) == 1;
        if (path.isEmpty()) {
            throw invalid("no hashes from " + olderSize + " to " + newerSize);
        }
        int trailing = Long.numberOfTrailingZeros(olderSize);
        long node = (olderSize - 1) >> trailing;
        long last = (newerSize - 1) >> trailing;
        Digest older = isComplete ? olderRoot : path.getFirst();
        Digest newer = older;
        for (Digest hash : path.subList(isComplete ? 0 : 1, path.size())) {
            if (last == 0) {
                throw invalid("the path goes on above the root");
            }
            if ((node & 1) == 1 || node == last) {
                older = TreeHash.node(hash, older);
                newer = TreeHash.node(hash, newer);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                newer = TreeHash.node(newer, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0 || !older.equals(olderRoot) || !newer.equals(newerRoot)) {
            throw invalid("the tree of " + newerSize + " leaves does not begin with that of " + olderSize);
        }
    }

    private static Rejection invalid(String detail) {
        return new Rejection(Reason.LOG_CONSISTENCY_INVALID, detail);
    }
}
