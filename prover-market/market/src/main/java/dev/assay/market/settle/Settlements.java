package dev.assay.market.settle;

import dev.assay.market.circuit.Circuits;
import dev.assay.market.circuit.Verifiers;
import dev.assay.market.job.Job;
import dev.assay.market.job.Jobs;
import dev.assay.market.job.Status;
import dev.assay.market.lease.Aftermath;
import dev.assay.market.lease.Lease;
import dev.assay.market.lease.LeaseTable;
import dev.assay.market.lease.Leases;
import dev.assay.market.ledger.Ledger;
import dev.assay.market.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Pays for proofs. Verification, which is slow, comes first and outside any transaction; then one transaction looks again
 * whether the node still holds the job in time, and moves the money. What is paid for is the job: proof bytes identify
 * nothing, since anybody can turn a Groth16 proof into another one that verifies, and who knows a witness makes as many of
 * PLONK or FFLONK as they like.
 */
public final class Settlements {

    private final Database database;
    private final Circuits circuits;
    private final Ledger ledger;
    private final Leases leases;
    private final Aftermath aftermath;
    private final InstantSource clock;
    private final ProofCheck check;

    public Settlements(
            Database database,
            Circuits circuits,
            Verifiers verifiers,
            Ledger ledger,
            Leases leases,
            Aftermath aftermath,
            InstantSource clock) {
        this.database = database;
        this.circuits = circuits;
        this.check = new ProofCheck(verifiers);
        this.ledger = ledger;
        this.leases = leases;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    public Settled submit(Submission submission) {
        Standing standing = database.transact(tx -> standing(tx, submission));
        if (!(standing instanceof Standing.Holder(Job job, Lease ignored))) {
            return answer(standing);
        }
        byte[] input = database.transact(tx -> new Jobs(tx).input(job.id()));
        Optional<ProofCheck.Fault> fault = check.fault(circuits.load(job.circuitId()), submission, input);
        return fault.isPresent() ? reject(submission, fault.get()) : pay(submission);
    }

    /** How a node stands to the job that it hands in. */
    private sealed interface Standing {
        record Holder(Job job, Lease lease) implements Standing {}

        record PaidBefore(Job job, Lease lease) implements Standing {}

        record Stranger(String why) implements Standing {}
    }

    private Standing standing(Handle transaction, Submission submission) {
        Optional<Job> job = new Jobs(transaction).lock(submission.jobId());
        Optional<Lease> lease = new LeaseTable(transaction)
                .find(submission.token())
                .filter(found ->
                        found.node().equals(submission.node()) && found.jobId().equals(submission.jobId()));
        if (job.isEmpty() || lease.isEmpty()) {
            return new Standing.Stranger("this node has no such lease");
        }
        if (lease.get().endCode().equals(Optional.of(Lease.PAID))) {
            return new Standing.PaidBefore(job.get(), lease.get());
        }
        if (!lease.get().isHeld() || !job.get().isHeldUnder(submission.token())) {
            return new Standing.Stranger(
                    "the lease ended: " + lease.get().endCode().orElse("the job has another one"));
        }
        if (!clock.instant().isBefore(job.get().deadline())) {
            return new Standing.Stranger("the job's deadline has passed");
        }
        return new Standing.Holder(job.get(), lease.get());
    }

    private static Settled answer(Standing standing) {
        return switch (standing) {
            case Standing.PaidBefore(Job job, Lease lease) -> new Settled.Paid(earnedMicros(job, lease));
            case Standing.Stranger(String why) -> new Settled.TooLate(why);
            case Standing.Holder(Job job, Lease lease) -> new Settled.Paid(earnedMicros(job, lease));
        };
    }

    /** The tip comes on top of the price. Both were in the pot together, so their sum is a number. */
    private static long earnedMicros(Job job, Lease lease) {
        return Math.addExact(lease.priceMicros(), job.tipMicros());
    }

    private Settled pay(Submission submission) {
        Standing standing = database.transact(tx -> {
            Standing now = standing(tx, submission);
            if (now instanceof Standing.Holder(Job job, Lease lease)) {
                pay(tx, job, lease, submission);
            }
            return now;
        });
        if (standing instanceof Standing.Holder(Job job, Lease ignored)) {
            aftermath.changed(job.id());
            aftermath.finished(job.id());
        }
        return answer(standing);
    }

    private void pay(Handle transaction, Job job, Lease lease, Submission submission) {
        Instant now = clock.instant();
        new Results(transaction).insert(job, lease, submission, now);
        if (!ledger.pay(transaction, job.id(), lease.node(), earnedMicros(job, lease), now)
                || !new LeaseTable(transaction).end(lease, Lease.PAID, now)) {
            throw new IllegalStateException("job " + job.id() + " was paid before");
        }
        String detail = "node " + lease.node() + " was paid " + lease.priceMicros() + " millionths and a tip of "
                + job.tipMicros();
        new Jobs(transaction).record(job, Status.PAID, "", detail, now);
    }

    private Settled reject(Submission submission, ProofCheck.Fault found) {
        String code = found.code().name();
        String fault = found.detail();
        Optional<Leases.Ended> ended =
                database.transact(tx -> standing(tx, submission) instanceof Standing.Holder holder
                        ? Optional.of(leases.lost(tx, holder.job(), code, fault))
                        : Optional.<Leases.Ended>empty());
        ended.ifPresent(end -> leases.follow(end, code, fault));
        return new Settled.Rejected(fault);
    }
}
