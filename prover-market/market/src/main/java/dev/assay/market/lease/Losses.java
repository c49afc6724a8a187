package dev.assay.market.lease;

import dev.assay.edge.ErrorCode;
import dev.assay.market.job.Job;
import dev.assay.market.job.JobEnding;
import dev.assay.market.job.Jobs;
import dev.assay.market.job.Status;
import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What becomes of a job when a lease of it ends without a proof. */
public final class Losses {

    private final Database database;
    private final JobEnding jobEnding;
    private final LeaseEnding ending;
    private final LeaseTerms terms;
    private final Acceptances acceptances;
    private final Aftermath aftermath;
    private final InstantSource clock;

    public Losses(
            Database database,
            JobEnding jobEnding,
            LeaseEnding ending,
            LeaseTerms terms,
            Acceptances acceptances,
            Aftermath aftermath,
            InstantSource clock) {
        this.database = database;
        this.jobEnding = jobEnding;
        this.ending = ending;
        this.terms = terms;
        this.acceptances = acceptances;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    /** What the job is now. */
    enum Fate {
        /** The other one of its two nodes goes on. */
        HELD,
        FOR_SALE,
        FINISHED
    }

    /**
     * A lease that ended.
     *
     * @param code for the node
     */
    public record Ended(Lease lease, String code, String detail, Fate fate) {}

    /** A lease and its job, both as they are while the job is locked. */
    public record Held(Job job, Lease lease) {}

    /** The locked job, if the node holds it under that token. */
    public static Optional<Held> held(Handle transaction, Address node, Digest jobId, long token) {
        return new Jobs(transaction)
                .lock(jobId)
                .filter(Job::isHeld)
                .flatMap(job -> new LeaseTable(transaction)
                        .find(token)
                        .filter(lease -> lease.isHeld()
                                && lease.node().equals(node)
                                && lease.jobId().equals(jobId))
                        .map(lease -> new Held(job, lease)));
    }

    /**
     * The node gives the job back, or refuses to take it. {@link ErrorCode#INPUT_REJECTED} ends the job, on the word of those
     * that hold it alone where no validator has looked: the market computes no witness, so it cannot tell. A node that lies
     * gains nothing by it, and nobody else is paid either. {@link ErrorCode#INPUT_ACCEPTED} says that a validator has found
     * the lie: it costs as much as a wrong proof.
     */
    public void surrender(Address node, Digest jobId, long token, String code, String detail) {
        Optional<Ended> ended =
                database.transact(tx -> held(tx, node, jobId, token).map(held -> surrendered(tx, held, code, detail)));
        ended.ifPresent(this::follow);
    }

    private Ended surrendered(Handle transaction, Held held, String code, String detail) {
        if (code.equals(ErrorCode.INPUT_REJECTED.name())) {
            return lost(transaction, held, Ending.INPUT_REJECTED, code, detail);
        }
        if (code.equals(ErrorCode.INPUT_ACCEPTED.name())) {
            return lost(transaction, held, Ending.FALSE_REFUSAL, code, detail);
        }
        Ending how = held.lease().isAccepted() ? Ending.SURRENDERED : Ending.DECLINED;
        String what = held.lease().isAccepted() ? "gave it back: " : "did not take it: ";
        return lost(transaction, held, how, code, "the node " + what + code + " " + detail);
    }

    /**
     * The node did not accept in time.
     *
     * @return false if it did at the last moment
     */
    public boolean passedOver(Lease awarded) {
        Optional<Ended> ended = database.transact(tx -> held(tx, awarded.node(), awarded.jobId(), awarded.token())
                .filter(held -> !held.lease().isAccepted())
                .map(held -> notAccepted(tx, held)));
        ended.ifPresent(this::follow);
        return ended.isPresent()
                || database.transact(tx -> new LeaseTable(tx).find(awarded.token()))
                        .map(lease -> !lease.isHeld())
                        .orElse(true);
    }

    private Ended notAccepted(Handle transaction, Held held) {
        String detail = "the node did not accept within " + terms.acceptWithin().toMillis() + " ms";
        return lost(transaction, held, Ending.NOT_ACCEPTED, ErrorCode.NOT_ACCEPTED.name(), detail);
    }

    /** We failed at what the node handed in: it must not wait for an answer, nor the job for the deadline. */
    public void giveUp(Address node, Digest jobId, long token, ErrorCode code, String detail) {
        database.transact(tx -> held(tx, node, jobId, token)
                        .map(held -> lost(tx, held, Ending.MARKET_FAULT, code.name(), detail)))
                .ifPresent(this::follow);
    }

    /** No heartbeat came for that lease, if none came meanwhile. */
    void silent(Lease lease) {
        Optional<Ended> ended = database.transact(tx -> held(tx, lease.node(), lease.jobId(), lease.token())
                .filter(held -> !held.lease().until().isAfter(clock.instant()))
                .map(held -> silent(tx, held)));
        ended.ifPresent(this::follow);
    }

    private Ended silent(Handle transaction, Held held) {
        if (!held.lease().isAccepted()) {
            return notAccepted(transaction, held);
        }
        return lost(transaction, held, Ending.SILENT, ErrorCode.LEASE_LOST.name(), "no heartbeat in time");
    }

    /**
     * Ends a lease of a locked job. A node that works on the job beside it goes on; else the job is for sale again, unless too
     * many leases ended this way.
     */
    public Ended lost(Handle transaction, Held held, Ending how, String code, String detail) {
        Instant now = clock.instant();
        Job job = held.job();
        ending.end(transaction, job, held.lease(), how, code, now);
        Jobs jobs = new Jobs(transaction);
        Optional<Lease> other =
                new LeaseTable(transaction).live(job.id()).stream().findFirst();
        if (other.isPresent()) {
            goesOn(transaction, held, other.get(), known(code), detail, now);
            return new Ended(held.lease(), code, detail, Fate.HELD);
        }
        if (how == Ending.INPUT_REJECTED) {
            jobEnding.fail(transaction, job, ErrorCode.INPUT_REJECTED, detail, now);
            return new Ended(held.lease(), code, detail, Fate.FINISHED);
        }
        if (job.attempts() >= terms.maxAttempts()) {
            String last = job.attempts() + " nodes had it, the last one ended with " + code + ": " + detail;
            jobEnding.fail(transaction, job, ErrorCode.ATTEMPTS_EXHAUSTED, last, now);
            return new Ended(held.lease(), code, detail, Fate.FINISHED);
        }
        jobs.record(job, Status.FOR_SALE, known(code), detail, now);
        return new Ended(held.lease(), code, detail, Fate.FOR_SALE);
    }

    private static void goesOn(Handle transaction, Held held, Lease other, String code, String detail, Instant now) {
        if (held.lease().role() == Role.PRIMARY) {
            new LeaseTable(transaction).promote(other);
        }
        new Jobs(transaction)
                .record(
                        held.job(),
                        Status.assigned(other.execution()),
                        code,
                        detail + "; node " + other.node() + " goes on",
                        now);
    }

    private static String known(String code) {
        return ErrorCode.named(code).name().equals(code) ? code : ErrorCode.LEASE_LOST.name();
    }

    /** After the transaction in which {@link #lost} was called. */
    public void follow(Ended ended) {
        Lease lease = ended.lease();
        acceptances.refused(lease.token());
        aftermath.changed(lease.jobId());
        aftermath.lost(lease, ended.code(), ended.detail());
        switch (ended.fate()) {
            case HELD -> {}
            case FOR_SALE -> aftermath.forSale(lease.jobId());
            case FINISHED -> aftermath.finished(lease.jobId());
        }
    }
}
