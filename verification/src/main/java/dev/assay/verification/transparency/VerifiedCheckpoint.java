package dev.assay.verification.transparency;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.util.List;

/** A checkpoint that the log signed, and as many witnesses as the policy asks for. */
public final class VerifiedCheckpoint {

    private final Checkpoint checkpoint;
    private final byte[] signedNote;
    private final List<Cosignature> cosignatures;

    VerifiedCheckpoint(Checkpoint checkpoint, byte[] signedNote, List<Cosignature> cosignatures) {
        this.checkpoint = checkpoint;
        this.signedNote = signedNote;
        this.cosignatures = cosignatures;
    }

    public String origin() {
        return checkpoint.origin();
    }

    public long size() {
        return checkpoint.size();
    }

    public Digest root() {
        return checkpoint.root();
    }

    /** The bytes that were verified: whoever keeps them can show them. */
    public byte[] signedNote() {
        return signedNote.clone();
    }

    public List<Cosignature> cosignatures() {
        return cosignatures;
    }

    /**
     * Whether the log has this entry at this place.
     *
     * @return {@link Reason#LOG_INCLUSION_INVALID} if the proof is for another size, or does not lead to the root
     */
    public Verdict<VerifiedEntry> verify(byte[] entry, InclusionProof proof) {
        try {
            if (proof.treeSize() != size()) {
                throw new Rejection(
                        Reason.LOG_INCLUSION_INVALID, "a proof for " + proof.treeSize() + " leaves, not " + size());
            }
            proof.require(TreeHash.leaf(entry), root());
            return new Verdict.Verified<>(new VerifiedEntry(this, proof.index(), entry.clone()));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * Whether a later view of the log only added to this one:
     *
     * <ol>
     *   <li>it is of the same log
     *   <li>it is not smaller
     *   <li>of the same size it has the same root: two roots, both signed, are proof that the log shows two faces
     *   <li>the proof leads from this root to the later one
     * </ol>
     *
     * @return the later one
     */
    public Verdict<VerifiedCheckpoint> verifyGrowth(VerifiedCheckpoint later, ConsistencyProof proof) {
        try {
            requireSameLog(later);
            requireNotSmaller(later);
            requireOneFace(later);
            requireConsistent(later, proof);
            return new Verdict.Verified<>(later);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private void requireSameLog(VerifiedCheckpoint later) {
        if (!later.origin().equals(origin())) {
            throw new Rejection(Reason.LOG_ORIGIN_MISMATCH, "logs " + origin() + " and " + later.origin());
        }
    }

    private void requireNotSmaller(VerifiedCheckpoint later) {
        if (later.size() < size()) {
            throw new Rejection(Reason.LOG_ROLLED_BACK, size() + " leaves before, " + later.size() + " now");
        }
    }

    private void requireOneFace(VerifiedCheckpoint later) {
        if (later.size() == size() && !later.root().equals(root())) {
            throw new Rejection(
                    Reason.LOG_EQUIVOCATION, "two roots of " + size() + " leaves: " + root() + " and " + later.root());
        }
    }

    private void requireConsistent(VerifiedCheckpoint later, ConsistencyProof proof) {
        if (proof.olderSize() != size() || proof.newerSize() != later.size()) {
            throw new Rejection(
                    Reason.LOG_CONSISTENCY_INVALID,
                    "a proof from " + proof.olderSize() + " to " + proof.newerSize() + ", not from " + size() + " to "
                            + later.size());
        }
        proof.require(root(), later.root());
    }

    @Override
    public String toString() {
        return origin() + " " + size() + " " + root().shortHex();
    }
}
