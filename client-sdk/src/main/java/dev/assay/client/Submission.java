package dev.assay.client;

import dev.assay.verification.Digest;
import dev.assay.verification.statement.Assurance;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What to compute and what to pay at most. The same submission again is the same request: keep it, and a client that was
 * stopped finds its job by submitting once more.
 *
 * @param workload SHA-256 of the manifest of a published program or circuit
 * @param input the program's input, or the circuit's as JSON; at most 1 MiB
 * @param deadline after which the result is worth nothing, to the millisecond
 * @param softDeadline until when it is worth its full price, which falls evenly from there to nothing at the deadline; the
 *     deadline itself where lateness does not matter, and never later
 * @param maxPriceMicros the most to pay, in millionths of the ledger's unit
 * @param tipMicros paid on top for an earlier turn
 * @param nonce random; evidence made for this request carries it
 * @param idempotencyKey names this submission; 1 to 128 characters
 * @param evidence whether standing evidence will do
 */
public record Submission(
        Digest workload,
        byte[] input,
        Assurance assurance,
        Instant deadline,
        Instant softDeadline,
        long maxPriceMicros,
        long tipMicros,
        Digest nonce,
        String idempotencyKey,
        EvidenceWanted evidence) {

    /** The largest input that a request carries (compute_service.proto). */
    public static final int MAX_INPUT_BYTES = 1 << 20;

    private static final Duration DEADLINE = Duration.ofMinutes(5);
    private static final long PRICE_MICROS = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Which evidence a TEE result must come with. */
    public enum EvidenceWanted {
        /** As the policy says: its nonce freshness asks for {@link #FRESH}, its key binding takes the standing one. */
        AS_POLICY_SAYS,
        /** Made for this request, with its nonce inside. */
        FRESH
    }

    public Submission {
        if (input.length > MAX_INPUT_BYTES) {
            throw new IllegalArgumentException(
                    "the input has " + input.length + " bytes; a request carries 1 MiB at most");
        }
        input = input.clone();
        deadline = deadline.truncatedTo(ChronoUnit.MILLIS);
        softDeadline = softDeadline.truncatedTo(ChronoUnit.MILLIS);
        if (softDeadline.isAfter(deadline)) {
            throw new IllegalArgumentException("the soft deadline is after the deadline");
        }
    }

    /** An attested run, in the next five minutes, for one unit at most. */
    public static Submission attested(Digest workload, byte[] input) {
        return of(workload, input, Assurance.TEE);
    }

    /** A proof, in the next five minutes, for one unit at most. */
    public static Submission proved(Digest workload, byte[] input) {
        return of(workload, input, Assurance.PROOF);
    }

    private static Submission of(Digest workload, byte[] input, Assurance assurance) {
        Digest nonce = randomNonce();
        Instant deadline = Instant.now().plus(DEADLINE);
        return new Submission(
                workload,
                input,
                assurance,
                deadline,
                deadline,
                PRICE_MICROS,
                0,
                nonce,
                nonce.hex(),
                EvidenceWanted.AS_POLICY_SAYS);
    }

    private static Digest randomNonce() {
        byte[] nonce = new byte[Digest.SIZE_BYTES];
        RANDOM.nextBytes(nonce);
        return Digest.of(nonce);
    }

    /** A result that is worth its full price until then, and nothing afterwards. */
    public Submission deadline(Instant at) {
        return new Submission(
                workload, input, assurance, at, at, maxPriceMicros, tipMicros, nonce, idempotencyKey, evidence);
    }

    public Submission deadlineIn(Duration fromNow) {
        return deadline(Instant.now().plus(fromNow));
    }

    /**
     * Pays less for a proof that comes later than this: the whole price until then, nothing at the deadline. To be called
     * after {@link #deadline}.
     *
     * @throws IllegalArgumentException if it is after the deadline
     */
    public Submission softDeadline(Instant at) {
        return new Submission(
                workload, input, assurance, deadline, at, maxPriceMicros, tipMicros, nonce, idempotencyKey, evidence);
    }

    public Submission softDeadlineIn(Duration fromNow) {
        return softDeadline(Instant.now().plus(fromNow));
    }

    public Submission maxPriceMicros(long micros) {
        return new Submission(
                workload, input, assurance, deadline, softDeadline, micros, tipMicros, nonce, idempotencyKey, evidence);
    }

    public Submission tipMicros(long micros) {
        return new Submission(
                workload,
                input,
                assurance,
                deadline,
                softDeadline,
                maxPriceMicros,
                micros,
                nonce,
                idempotencyKey,
                evidence);
    }

    public Submission idempotencyKey(String key) {
        return new Submission(
                workload, input, assurance, deadline, softDeadline, maxPriceMicros, tipMicros, nonce, key, evidence);
    }

    /** Evidence made for this request, with its nonce inside. */
    public Submission freshEvidence() {
        return new Submission(
                workload,
                input,
                assurance,
                deadline,
                softDeadline,
                maxPriceMicros,
                tipMicros,
                nonce,
                idempotencyKey,
                EvidenceWanted.FRESH);
    }

    @Override
    public byte[] input() {
        return input.clone();
    }
}
