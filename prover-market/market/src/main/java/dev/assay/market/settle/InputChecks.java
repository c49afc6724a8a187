package dev.assay.market.settle;

import dev.assay.edge.ErrorCode;
import dev.assay.market.circuit.Circuits;
import dev.assay.market.circuit.RegisteredCircuit;
import dev.assay.market.circuit.Verifiers;
import dev.assay.market.job.Job;
import dev.assay.market.job.Jobs;
import dev.assay.market.lease.Lease;
import dev.assay.market.lease.LeaseTable;
import dev.assay.market.store.Database;
import dev.assay.sandbox.plugin.Answer;
import dev.assay.sandbox.plugin.PluginLimits;
import dev.assay.sandbox.plugin.Question;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.InputVerdict;
import dev.assay.verification.statement.Signed;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Whether a node that gives a job back because of its input says the truth. Where the circuit names an input validator, the
 * market asks it, and signs what it says: no node's word ends a job then, and an honest one is paid for its look.
 *
 * @param key the market's
 * @param feeMicros what the node gets of the price where the input is none
 * @param running the fencing tokens of the leases whose inputs are being checked
 */
public record InputChecks(
        Database database,
        Circuits circuits,
        Verifiers verifiers,
        SigningKey key,
        SigningDomain domain,
        long feeMicros,
        InstantSource clock,
        Set<Long> running) {

    public InputChecks(
            Database database,
            Circuits circuits,
            Verifiers verifiers,
            SigningKey key,
            SigningDomain domain,
            long feeMicros,
            InstantSource clock) {
        this(database, circuits, verifiers, key, domain, feeMicros, clock, ConcurrentHashMap.newKeySet());
    }

    /**
     * With which code the lease is to end.
     *
     * @param code {@link ErrorCode#INPUT_REJECTED} ends the job, {@link ErrorCode#INPUT_ACCEPTED} says that the node lied,
     *     {@link ErrorCode#VERIFIER_FAILED} that nobody knows
     */
    public record Ruling(ErrorCode code, String detail) {}

    /**
     * Runs a check on a thread of its own, if the node holds that lease and none runs for it: a check takes megabytes and
     * minutes, and a node can say the same often.
     *
     * @param check asks for a ruling, and acts on it
     */
    public void begin(Address node, Digest jobId, long token, Runnable check) {
        if (!database.transact(tx -> isHeld(tx, node, jobId, token)) || !running.add(token)) {
            return;
        }
        Thread.ofVirtual().name("input-check").start(() -> {
            try {
                check.run();
            } finally {
                running.remove(token);
            }
        });
    }

    private static boolean isHeld(Handle transaction, Address node, Digest jobId, long token) {
        return new LeaseTable(transaction)
                .find(token)
                .filter(lease -> lease.node().equals(node) && lease.jobId().equals(jobId))
                .filter(Lease::isHeld)
                .isPresent();
    }

    /**
     * Rules on a node's word. Slow: a validator may run. Only who holds the lease is listened to, and a job's input is looked
     * at once.
     *
     * @param detail the node's own, for circuits without a validator
     */
    public Ruling on(Address node, Digest jobId, long token, String detail) {
        Optional<Job> job =
                database.transact(tx -> isHeld(tx, node, jobId, token) ? new Jobs(tx).find(jobId) : Optional.empty());
        Optional<RegisteredCircuit> circuit = job.map(found -> circuits.load(found.circuitId()));
        Optional<Digest> validator =
                circuit.flatMap(found -> found.circuit().terms().inputValidator());
        if (validator.isEmpty()) {
            return new Ruling(ErrorCode.INPUT_REJECTED, detail);
        }
        Ruling ruling = database.transact(tx -> new InputVerdicts(tx).find(jobId))
                .map(InputChecks::ruling)
                .orElseGet(() -> ask(node, job.orElseThrow(), circuit.orElseThrow(), validator.get()));
        return database.transact(tx -> {
            if (isHeld(tx, node, jobId, token)) {
                new InputVerdicts(tx).payTo(jobId, node);
            }
            return ruling;
        });
    }

    private Ruling ask(Address node, Job job, RegisteredCircuit circuit, Digest validator) {
        byte[] input = database.transact(tx -> new Jobs(tx).input(job.id()));
        byte[] verificationKey;
        try {
            verificationKey = circuits.verificationKey(circuit.circuit());
        } catch (IOException e) {
            return new Ruling(ErrorCode.VERIFIER_FAILED, "the market could not read the circuit's key");
        }
        Answer answer = verifiers.ask(validator, Question.ofInput(verificationKey, input), PluginLimits.ofValidators());
        return switch (answer) {
            case Answer.Failed failed -> new Ruling(ErrorCode.VERIFIER_FAILED, failed.cause() + ": " + failed.detail());
            case Answer.Accepted accepted -> record(node, job, validator, input, true, accepted.detail());
            case Answer.Rejected rejected -> record(node, job, validator, input, false, rejected.detail());
        };
    }

    private Ruling record(Address node, Job job, Digest validator, byte[] input, boolean isAccepted, String detail) {
        InputVerdict verdict = new InputVerdict(job.id(), validator, Digest.sha256(input), isAccepted);
        Signed<InputVerdict> signed = Signed.sign(verdict, key, domain);
        return database.transact(tx -> {
            InputVerdicts table = new InputVerdicts(tx);
            table.insert(
                    new InputVerdicts.Row(signed.statement(), signed.signer(), signed.signature(), detail),
                    node,
                    feeMicros,
                    clock.instant());
            return ruling(table.find(job.id()).orElseThrow());
        });
    }

    private static Ruling ruling(InputVerdicts.Row row) {
        return row.verdict().accepted()
                ? new Ruling(ErrorCode.INPUT_ACCEPTED, "the validator takes the input: " + row.detail())
                : new Ruling(ErrorCode.INPUT_REJECTED, "the validator refuses the input: " + row.detail());
    }
}
