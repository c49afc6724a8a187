package dev.assay.verification.transparency;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whose word counts on a log.
 *
 * @param origin the log's name, the first line of its checkpoints
 * @param log the key that signs them
 * @param witnesses who may vouch that everybody is shown the same log
 * @param quorum how many of them must have cosigned; 0 says that the log alone is believed, which may show different
 *     logs to different people
 * @param clockSkew how far in the future a cosignature may be
 */
public record LogPolicy(String origin, NoteKey log, Set<NoteKey> witnesses, int quorum, Duration clockSkew) {

    private static final int MAX_WITNESSES = 100;

    /** @throws IllegalArgumentException if the policy cannot be met, or a key is not of its kind */
    public LogPolicy {
        witnesses = Set.copyOf(witnesses);
        if (log.kind() != KeyKind.NOTE
                || witnesses.stream().anyMatch(witness -> witness.kind() != KeyKind.COSIGNATURE)) {
            throw new IllegalArgumentException("a log signs notes, a witness cosigns them");
        }
        if (quorum < 0 || quorum > witnesses.size() || witnesses.size() > MAX_WITNESSES || clockSkew.isNegative()) {
            throw new IllegalArgumentException(quorum + " of " + witnesses.size() + " witnesses");
        }
    }

    /** The log's word alone, for a log that is named as its key is. */
    public static LogPolicy withoutWitnesses(NoteKey log) {
        return new LogPolicy(log.name(), log, Set.of(), 0, Duration.ZERO);
    }

    /**
     * Verifies a checkpoint:
     *
     * <ol>
     *   <li>it is a note (signed-note) whose text is a checkpoint (tlog-checkpoint)
     *   <li>it is of this log
     *   <li>the log's key signed it
     *   <li>the signatures of known witnesses hold, and none is from the future (tlog-cosignature)
     *   <li>as many witnesses as the quorum cosigned it
     * </ol>
     *
     * <p>Signature lines of unknown keys are left out, as the formats demand.
     */
    public Verdict<VerifiedCheckpoint> verify(byte[] signedNote, Instant at) {
        try {
            Note note = Note.read(signedNote);
            Checkpoint checkpoint = Checkpoint.read(note.text());
            requireOrigin(checkpoint);
            SignedText.requireSigned(note, log);
            List<Cosignature> cosignatures = cosignatures(note, at);
            requireQuorum(cosignatures);
            return new Verdict.Verified<>(new VerifiedCheckpoint(checkpoint, signedNote.clone(), cosignatures));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private void requireOrigin(Checkpoint checkpoint) {
        if (!checkpoint.origin().equals(origin)) {
            throw new Rejection(
                    Reason.LOG_ORIGIN_MISMATCH, "a checkpoint of " + checkpoint.origin() + ", not of " + origin);
        }
    }

    private List<Cosignature> cosignatures(Note note, Instant at) {
        List<Cosignature> found = new ArrayList<>();
        for (NoteKey witness : witnesses) {
            note.signatures().stream()
                    .filter(witness::claims)
                    .map(signature -> cosignature(witness, note, signature, at))
                    // A witness that signed twice counts once.
                    .reduce((first, second) -> first)
                    .ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private Cosignature cosignature(NoteKey witness, Note note, NoteSignature line, Instant at) {
        byte[] timed = line.signature();
        long seconds = timed.length < Long.BYTES ? -1 : ByteBuffer.wrap(timed).getLong();
        if (seconds < 0 || !witness.verifies(NoteKey.cosigned(note.text(), seconds), timed, Long.BYTES)) {
            throw new Rejection(
                    Reason.LOG_COSIGNATURE_INVALID, "the cosignature of " + witness.name() + " does not hold");
        }
        Instant time = NoteKey.time(seconds);
        if (Duration.between(at, time).compareTo(clockSkew) > 0) {
            throw new Rejection(
                    Reason.LOG_COSIGNATURE_IN_FUTURE, witness.name() + " cosigned at " + time + ", now is " + at);
        }
        return new Cosignature(witness, time);
    }

    private void requireQuorum(List<Cosignature> cosignatures) {
        if (cosignatures.size() < quorum) {
            throw new Rejection(
                    Reason.LOG_WITNESSES_MISSING, cosignatures.size() + " witnesses cosigned; wanted are " + quorum);
        }
    }
}
