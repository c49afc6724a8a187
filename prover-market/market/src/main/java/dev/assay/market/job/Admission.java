package dev.assay.market.job;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.market.ledger.InsufficientFunds;
import dev.assay.market.ledger.Ledger;
import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.workload.Circuit;
import dev.assay.verification.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes jobs: what a job may cost is in its pot before anybody works on it. */
public final class Admission {

    /** The largest input. */
    public static final int MAX_INPUT_BYTES = 1 << 20;

    /** A deadline may be this far away, so that no money is held for ever by a mistake. */
    private static final Duration HORIZON = Duration.ofDays(30);

    private final Database database;
    private final Ledger ledger;
    private final long grantMicros;
    private final InstantSource clock;

    /** @param grantMicros play money for each requester at the first job; 0 for none */
    public Admission(Database database, Ledger ledger, long grantMicros, InstantSource clock) {
        this.database = database;
        this.ledger = ledger;
        this.grantMicros = grantMicros;
        this.clock = clock;
    }

    /** A job as it stands, and whether this call opened it. */
    public record Admitted(Job job, JobEvent event, boolean isNew) {}

    /**
     * Opens a job for a request whose signature is checked; the same request again gives the same job.
     *
     * @throws Failure {@link ErrorCode#NOT_SUPPORTED}, {@link ErrorCode#INPUT_TOO_LARGE}, {@link ErrorCode#INPUT_MISMATCH},
     *     {@link ErrorCode#INPUT_REJECTED}, {@link ErrorCode#DEADLINE_INVALID}, {@link ErrorCode#UNKNOWN_WORKLOAD}, {@link ErrorCode#CIRCUIT_REMOVED},
     *     {@link ErrorCode#IDEMPOTENCY_CONFLICT} or {@link ErrorCode#INSUFFICIENT_FUNDS}
     */
    public Admitted open(Signed<Request> signed, byte[] input) {
        checkBody(signed.statement(), input);
        try {
            return database.transact(tx -> open(tx, signed, input));
        } catch (InsufficientFunds e) {
            throw new Failure(ErrorCode.INSUFFICIENT_FUNDS, String.valueOf(e.getMessage()));
        }
    }

    private static void checkBody(Request request, byte[] input) {
        if (request.assurance() != Assurance.PROOF) {
            throw new Failure(
                    ErrorCode.NOT_SUPPORTED,
                    "the market sells proofs alone: ask for PROOF, not for " + request.assurance());
        }
        if (input.length > MAX_INPUT_BYTES) {
            throw new Failure(ErrorCode.INPUT_TOO_LARGE, input.length + " bytes; the limit is " + MAX_INPUT_BYTES);
        }
        if (!Digest.sha256(input).equals(request.inputDigest())) {
            throw new Failure(
                    ErrorCode.INPUT_MISMATCH,
                    "the input's SHA-256 is " + Digest.sha256(input) + ", the request names " + request.inputDigest());
        }
        if (request.maxPriceMicros() < 0 || request.tipMicros() < 0) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "a negative price or tip");
        }
        if (request.idempotencyKey().chars().anyMatch(Character::isISOControl)) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "a control character in the idempotency key");
        }
    }

    private Admitted open(Handle transaction, Signed<Request> signed, byte[] input) {
        Jobs jobs = new Jobs(transaction);
        Request request = signed.statement();
        Optional<Digest> before = jobs.opened(request.requester(), request.idempotencyKey());
        if (before.isPresent()) {
            return again(jobs, before.get(), signed);
        }
        Instant now = clock.instant();
        checkDeadline(request, now);
        checkCircuit(transaction, request.workload(), input);
        if (!insert(transaction, signed, input, now)) {
            // Somebody was faster with the same key: that transaction is over, so its job can be seen.
            return again(
                    jobs,
                    jobs.opened(request.requester(), request.idempotencyKey()).orElseThrow(),
                    signed);
        }
        escrow(transaction, signed, now);
        JobEvent event = new JobEvent(1, now, Status.OPENED, "", "");
        jobs.insert(signed.digest(), event);
        return new Admitted(jobs.find(signed.digest()).orElseThrow(), event, true);
    }

    private static Admitted again(Jobs jobs, Digest before, Signed<Request> signed) {
        if (!before.equals(signed.digest())) {
            throw new Failure(
                    ErrorCode.IDEMPOTENCY_CONFLICT,
                    "the key \"" + signed.statement().idempotencyKey() + "\" was used for job " + before);
        }
        Job job = jobs.find(before).orElseThrow();
        return new Admitted(job, jobs.latestEvent(job), false);
    }

    private static void checkDeadline(Request request, Instant now) {
        if (!request.deadline().isAfter(now) || request.deadline().isAfter(now.plus(HORIZON))) {
            throw new Failure(
                    ErrorCode.DEADLINE_INVALID,
                    "the deadline " + request.deadline() + " is not within " + HORIZON.toDays() + " days after " + now);
        }
    }

    /** What a circuit with a plugin takes as input, only the plugin and its provers know. */
    private static void checkCircuit(Handle transaction, Digest circuitId, byte[] input) {
        Offered offered = transaction
                .createQuery("SELECT manifest, EXISTS"
                        + " (SELECT 1 FROM tombstones t WHERE t.id = c.id OR t.id = c.verifier) AS removed"
                        + " FROM circuits c WHERE c.id = :id")
                .bind("id", circuitId)
                .map((row, context) -> new Offered(row.getBytes("manifest"), row.getBoolean("removed")))
                .findOne()
                .orElseThrow(
                        () -> new Failure(ErrorCode.UNKNOWN_WORKLOAD, "no circuit " + circuitId + " is registered"));
        if (offered.isRemoved()) {
            throw new Failure(ErrorCode.CIRCUIT_REMOVED, "circuit " + circuitId + " or its verifier was removed");
        }
        if (Workload.parse(offered.manifest()) instanceof Verdict.Verified<Workload>(Circuit circuit)) {
            JobInput ignored = JobInput.parse(input, circuit.curve().orElseThrow());
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Offered(byte[] manifest, boolean isRemoved) {}

    private static boolean insert(Handle transaction, Signed<Request> signed, byte[] input, Instant now) {
        Request request = signed.statement();
        return transaction
                        .createUpdate(
                                "INSERT INTO jobs (id, requester, idempotency_key, circuit_id, input, deadline, soft_deadline,"
                                        + " max_price_micros, tip_micros, signature, opened_at, fulfilment, execution, settlement,"
                                        + " last_sequence, nonce, input_digest) VALUES (:id, :requester, :key, :circuit, :input, :deadline, :soft, :price, :tip,"
                                        + " :signature, :now, 'ACCEPTED', 'PENDING', 'ESCROWED', 1, :nonce, :digest)"
                                        // Of any kind: the same request has the same id, whichever index finds out
                                        // first.
                                        + " ON CONFLICT DO NOTHING")
                        .bind("id", signed.digest())
                        .bind("requester", request.requester())
                        .bind("key", request.idempotencyKey())
                        .bind("circuit", request.workload())
                        .bind("input", input)
                        .bind("deadline", request.deadline())
                        .bind("soft", request.softDeadline())
                        .bind("price", request.maxPriceMicros())
                        .bind("tip", request.tipMicros())
                        .bind("signature", signed.signature())
                        .bind("nonce", request.nonce())
                        .bind("digest", request.inputDigest())
                        .bind("now", now)
                        .execute()
                == 1;
    }

    private void escrow(Handle transaction, Signed<Request> signed, Instant now) {
        Request request = signed.statement();
        if (grantMicros > 0) {
            ledger.grant(transaction, request.requester(), grantMicros, now);
        }
        ledger.escrow(transaction, signed.digest(), request.requester(), mayCostMicros(request), now);
    }

    private static long mayCostMicros(Request request) {
        try {
            return Math.addExact(request.maxPriceMicros(), request.tipMicros());
        } catch (ArithmeticException e) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "price and tip together are no 64-bit number");
        }
    }
}
