package dev.assay.market.settle;

import dev.assay.edge.ErrorCode;
import dev.assay.market.circuit.Circuits;
import dev.assay.market.circuit.Verifiers;
import dev.assay.market.job.Job;
import dev.assay.market.job.Jobs;
import dev.assay.market.job.Status;
import dev.assay.market.lease.Aftermath;
import dev.assay.market.lease.Ending;
import dev.assay.market.lease.Lease;
import dev.assay.market.lease.LeaseEnding;
import dev.assay.market.lease.LeaseTable;
import dev.assay.market.lease.Losses;
import dev.assay.market.lease.Losses.Held;
import dev.assay.market.lease.Pay;
import dev.assay.market.lease.Role;
import dev.assay.market.ledger.Ledger;
import dev.assay.market.ledger.Share;
import dev.assay.market.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Pays for proofs. Verification, which is slow, comes first and outside any transaction; then one transaction looks again
 * whether the node still holds the job in time, and moves the money. What is paid for is the job: proof bytes identify
 * nothing, since anybody can turn a Groth16 proof into another one that verifies, and who knows a witness makes as many of
 * PLONK or FFLONK as they like.
 */
public final class Settlements {

    /** Of its price, that a second node gets if the first one was late and yet faster: it worked because of that lateness. */
    private static final int HEDGE_FEE_PERCENT = 25;

    private final Database database;
    private final Circuits circuits;
    private final Ledger ledger;
    private final LeaseEnding ending;
    private final Losses losses;
    private final Aftermath aftermath;
    private final InstantSource clock;
    private final ProofCheck check;

    public Settlements(
            Database database,
            Circuits circuits,
            Verifiers verifiers,
            Ledger ledger,
            LeaseEnding ending,
            Losses losses,
            Aftermath aftermath,
            InstantSource clock) {
        this.database = database;
        this.circuits = circuits;
        this.check = new ProofCheck(verifiers);
        this.ledger = ledger;
        this.ending = ending;
        this.losses = losses;
        this.aftermath = aftermath;
        this.clock = clock;
    }

    public Settled submit(Submission submission) {
        Standing standing = database.transact(tx -> standing(tx, submission));
        if (!(standing instanceof Standing.Holder)) {
            return answer(standing);
        }
        Optional<ProofCheck.Fault> fault = found(submission);
        return fault.isPresent() ? reject(submission, fault.get()) : pay(submission);
    }

    /** Why that is no proof of the job, whoever hands it in; empty if it is one. Nothing is paid. */
    public Optional<String> fault(Submission submission) {
        Optional<Job> job = database.transact(tx -> new Jobs(tx).find(submission.jobId()));
        if (job.isEmpty()) {
            return Optional.of("no such job");
        }
        return found(submission).map(ProofCheck.Fault::detail);
    }

    private Optional<ProofCheck.Fault> found(Submission submission) {
        Job job = database.transact(tx -> new Jobs(tx).find(submission.jobId())).orElseThrow();
        byte[] input = database.transact(tx -> new Jobs(tx).input(submission.jobId()));
        return check.fault(circuits.load(job.circuitId()), submission, input);
    }

    /** How a node stands to the job that it hands in. */
    private sealed interface Standing {
        record Holder(Held held) implements Standing {}

        record PaidBefore(Lease lease) implements Standing {}

        record Stranger(String why) implements Standing {}
    }

    private Standing standing(Handle transaction, Submission submission) {
        Optional<Held> held = Losses.held(transaction, submission.node(), submission.jobId(), submission.token());
        if (held.isEmpty()) {
            return ended(transaction, submission);
        }
        if (!clock.instant().isBefore(held.get().job().deadline())) {
            return new Standing.Stranger("the job's deadline has passed");
        }
        return new Standing.Holder(held.get());
    }

    private static Standing ended(Handle transaction, Submission submission) {
        Optional<Lease> lease = new LeaseTable(transaction)
                .find(submission.token())
                .filter(found ->
                        found.node().equals(submission.node()) && found.jobId().equals(submission.jobId()));
        if (lease.isEmpty()) {
            return new Standing.Stranger("this node has no such lease");
        }
        if (lease.get().endCode().equals(Optional.of(Lease.PAID))) {
            return new Standing.PaidBefore(lease.get());
        }
        return new Standing.Stranger("the lease ended: " + lease.get().endCode().orElse("the job is not held"));
    }

    private static Settled answer(Standing standing) {
        return switch (standing) {
            case Standing.PaidBefore(Lease lease) -> new Settled.Paid(lease.earnedMicros(), lease.slashedMicros());
            case Standing.Stranger(String why) -> new Settled.TooLate(why);
            case Standing.Holder ignored -> throw new IllegalStateException("not settled yet");
        };
    }

    private Settled pay(Submission submission) {
        record Outcome(Standing standing, List<Lease> others) {}
        Outcome outcome = database.transact(tx -> {
            if (standing(tx, submission) instanceof Standing.Holder(Held held)) {
                List<Lease> others = others(tx, held);
                pay(tx, held, others, submission);
                return new Outcome(ended(tx, submission), others);
            }
            return new Outcome(standing(tx, submission), List.of());
        });
        if (outcome.standing() instanceof Standing.PaidBefore) {
            aftermath.changed(submission.jobId());
            aftermath.finished(submission.jobId());
            outcome.others()
                    .forEach(other -> aftermath.lost(other, ErrorCode.OUTRUN.name(), "another node delivered first"));
        }
        return answer(outcome.standing());
    }

    private static List<Lease> others(Handle transaction, Held held) {
        return new LeaseTable(transaction)
                .live(held.job().id()).stream()
                        .filter(lease -> lease.token() != held.lease().token())
                        .toList();
    }

    /**
     * The requester pays what the proof is worth at this time. Its node gets that; who took the job over from another gets
     * what its own promise says, as far as what the others lost makes up for the difference.
     */
    private void pay(Handle transaction, Held held, List<Lease> others, Submission submission) {
        Instant now = clock.instant();
        Job job = held.job();
        Lease lease = held.lease();
        long reliefMicros = job.reliefMicros();
        for (Lease other : others) {
            Ending how = other.role() == Role.PRIMARY ? Ending.OUTRUN : Ending.NOT_NEEDED;
            reliefMicros += ending.end(transaction, job, other, how, ErrorCode.OUTRUN.name(), now);
        }
        long lateMicros = ending.end(transaction, job, lease, Ending.PAID, Lease.PAID, now);
        long fullMicros = Math.addExact(lease.priceMicros(), job.tipMicros());
        long worthMicros = Pay.micros(fullMicros, job.softDeadline(), job.deadline(), now);
        long ownMicros = Pay.micros(fullMicros, lease.dueAt(), job.deadline(), now);
        long earnedMicros = worthMicros + Math.min(ownMicros - worthMicros, reliefMicros);
        new LeaseTable(transaction).recordEarned(lease.token(), earnedMicros);
        List<Ledger.Payee> payees = new ArrayList<>();
        payees.add(new Ledger.Payee(lease.node(), earnedMicros));
        others.stream()
                .filter(other -> other.role() == Role.HEDGE)
                .map(hedge -> new Ledger.Payee(hedge.node(), feeMicros(hedge, lateMicros)))
                .forEach(payees::add);
        close(transaction, held, payees, worthMicros, submission, now);
    }

    private static long feeMicros(Lease hedge, long lateMicros) {
        return Math.min(lateMicros, Share.of(hedge.priceMicros(), HEDGE_FEE_PERCENT, 100));
    }

    private void close(
            Handle transaction,
            Held held,
            List<Ledger.Payee> payees,
            long worthMicros,
            Submission submission,
            Instant now) {
        Job job = held.job();
        Lease lease = held.lease();
        new Results(transaction).insert(job, lease, submission, worthMicros, now);
        if (!ledger.pay(transaction, job.id(), payees, now)) {
            throw new IllegalStateException("job " + job.id() + " was paid before");
        }
        String late = now.isAfter(job.softDeadline()) ? "; late, so the requester paid " + worthMicros : "";
        String detail = "node " + lease.node() + " was paid " + lease.priceMicros() + " millionths and a tip of "
                + job.tipMicros() + late;
        new Jobs(transaction).record(job, Status.PAID, "", detail, now);
    }

    private Settled reject(Submission submission, ProofCheck.Fault found) {
        // Where the verifier itself failed, nobody knows: the lease ends, and its node loses nothing.
        Ending how = found.code() == ErrorCode.PROOF_REJECTED ? Ending.WRONG_PROOF : Ending.MARKET_FAULT;
        Optional<Losses.Ended> ended =
                database.transact(tx -> standing(tx, submission) instanceof Standing.Holder(Held held)
                        ? Optional.of(losses.lost(tx, held, how, found.code().name(), found.detail()))
                        : Optional.<Losses.Ended>empty());
        ended.ifPresent(losses::follow);
        String fault = found.detail();
        return new Settled.Rejected(fault);
    }
}
