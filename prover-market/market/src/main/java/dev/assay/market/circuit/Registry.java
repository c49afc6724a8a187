package dev.assay.market.circuit;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.market.circuit.RegistrationTable.State;
import dev.assay.market.ledger.InsufficientFunds;
import dev.assay.market.ledger.Ledger;
import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Register;
import dev.assay.verification.statement.Remove;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.workload.Provable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;

/**
 * Where circuits come from and go to. Anybody registers one, with a deposit that is put down before a byte of it is
 * examined: a hostile file costs its sender. The deposit comes back when the owner that the manifest names removes the
 * circuit; of one without an owner, which nobody can remove, it is the treasury's. An id that was removed is never taken
 * again.
 */
public final class Registry {

    private static final Duration HORIZON = Duration.ofDays(1);
    /** After this, whoever was examining has died. */
    private static final Duration EXAMINATION = Duration.ofMinutes(10);
    /** Each may run plugins for minutes, and nodes wait for plugins too. */
    private static final int MOST_EXAMINATIONS = 4;

    private final Database database;
    private final Circuits circuits;
    private final Ledger ledger;
    private final SigningDomain domain;
    private final long depositMicros;
    private final long grantMicros;
    private final InstantSource clock;
    private final Semaphore examinations = new Semaphore(MOST_EXAMINATIONS);

    /** An examination that began, and the deposit that is held for it. */
    private record Begun(Instant at, long heldMicros) {}

    /**
     * @param depositMicros for each circuit; 0 for none
     * @param grantMicros play money for each registrant, once, as for requesters; 0 for none
     */
    public Registry(
            Database database,
            Circuits circuits,
            Ledger ledger,
            SigningDomain domain,
            long depositMicros,
            long grantMicros,
            InstantSource clock) {
        this.database = database;
        this.circuits = circuits;
        this.ledger = ledger;
        this.domain = domain;
        this.depositMicros = depositMicros;
        this.grantMicros = grantMicros;
        this.clock = clock;
    }

    /**
     * Registers a circuit:
     *
     * <ol>
     *   <li>the manifest is one of a circuit, and the statement names its hash;
     *   <li>the registrant signed the statement for this deployment, and is the owner, if the manifest names one;
     *   <li>the circuit was not removed; if it is registered, that is all;
     *   <li>the deposit is put down, once for a statement;
     *   <li>the circuit passes its examination, the self-check last.
     * </ol>
     *
     * @throws Failure {@link ErrorCode#MANIFEST_INVALID}, {@link ErrorCode#BAD_SIGNATURE}, {@link
     *     ErrorCode#DEADLINE_INVALID}, {@link ErrorCode#CIRCUIT_REMOVED}, {@link ErrorCode#INSUFFICIENT_FUNDS}, {@link
     *     ErrorCode#OVERLOADED}, what an examination throws, or what the same statement was refused with before
     */
    public Registration register(byte[] manifest, Register statement, byte[] signature) throws IOException {
        Provable circuit = CircuitExamination.circuit(manifest);
        Digest id = Digest.sha256(manifest);
        if (!statement.circuit().equals(id)) {
            throw new Failure(ErrorCode.BAD_SIGNATURE, "the statement is about another manifest");
        }
        Signed<Register> signed = signed(statement, signature, statement.registrant());
        requireOwner(circuit, statement.registrant());
        database.transact(tx -> {
            circuits.requireNotRemoved(tx, id, circuit);
            return id;
        });
        if (circuits.find(id).isPresent()) {
            return new Registration(id, false, 0);
        }
        requireInTime(statement);
        if (!examinations.tryAcquire()) {
            throw new Failure(ErrorCode.OVERLOADED, MOST_EXAMINATIONS + " circuits are being examined");
        }
        try {
            return examined(manifest, circuit, signed, putDown(signed));
        } finally {
            examinations.release();
        }
    }

    private Signed<Register> signed(Register statement, byte[] signature, Address signer) {
        if (Signed.verify(statement, signature, signer, domain)
                instanceof Verdict.Verified<Signed<Register>>(Signed<Register> signed)) {
            return signed;
        }
        throw new Failure(ErrorCode.BAD_SIGNATURE, "not signed by the registrant for this deployment");
    }

    private static void requireOwner(Provable circuit, Address registrant) {
        if (circuit.terms().owner().filter(owner -> !owner.equals(registrant)).isPresent()) {
            throw new Failure(ErrorCode.BAD_SIGNATURE, "only the circuit's owner registers it");
        }
    }

    private void requireInTime(Register statement) {
        Instant now = clock.instant();
        if (!statement.validUntil().isAfter(now) || statement.validUntil().isAfter(now.plus(HORIZON))) {
            throw new Failure(ErrorCode.DEADLINE_INVALID, "valid until " + statement.validUntil());
        }
    }

    private Begun putDown(Signed<Register> signed) {
        try {
            return database.transact(tx -> putDown(tx, signed));
        } catch (InsufficientFunds e) {
            throw new Failure(
                    ErrorCode.INSUFFICIENT_FUNDS, "the deposit is " + depositMicros + " millionths: " + e.getMessage());
        }
    }

    private Begun putDown(Handle transaction, Signed<Register> signed) {
        Instant now = clock.instant();
        RegistrationTable table = new RegistrationTable(transaction);
        if (!table.insert(signed, depositMicros, now)) {
            return again(table, signed, now);
        }
        if (depositMicros > signed.statement().maxDepositMicros()) {
            throw new Failure(ErrorCode.INSUFFICIENT_FUNDS, "the deposit is " + depositMicros + " millionths");
        }
        if (grantMicros > 0) {
            ledger.grant(transaction, signed.signer(), grantMicros, now);
        }
        ledger.hold(transaction, signed.digest(), signed.signer(), depositMicros, now);
        return new Begun(now, depositMicros);
    }

    private static Begun again(RegistrationTable table, Signed<Register> signed, Instant now) {
        RegistrationTable.Row row = table.find(signed.digest()).orElseThrow();
        if (row.state() != State.PENDING) {
            throw takenBefore(row);
        }
        if (row.at().plus(EXAMINATION).isAfter(now)) {
            throw new Failure(ErrorCode.OVERLOADED, "the circuit is being examined");
        }
        table.touch(signed.digest(), now);
        return new Begun(now, row.depositMicros());
    }

    private static Failure takenBefore(RegistrationTable.Row row) {
        return new Failure(
                row.code().isEmpty() ? ErrorCode.CIRCUIT_REMOVED : ErrorCode.named(row.code()),
                "this statement was taken before: " + row.detail());
    }

    private Registration examined(byte[] manifest, Provable circuit, Signed<Register> signed, Begun begun)
            throws IOException {
        boolean isDone = false;
        try {
            RegisteredCircuit examined = circuits.examine(manifest);
            boolean isNew = database.transact(tx -> store(tx, manifest, examined, signed));
            isDone = true;
            return new Registration(examined.id(), isNew, isNew ? begun.heldMicros() : 0);
        } catch (Failure refusal) {
            isDone = true;
            refuse(signed, begun, refusal);
            throw refusal;
        } finally {
            if (!isDone) {
                Failure ours = new Failure(ErrorCode.INTERNAL, "the market failed to examine " + circuit.name());
                refuse(signed, begun, ours);
            }
        }
    }

    /**
     * Another examination of the same statement may have taken over: that a circuit passed counts whoever saw it first.
     *
     * @return false if another statement registered the circuit
     */
    private boolean store(Handle transaction, byte[] manifest, RegisteredCircuit circuit, Signed<Register> signed) {
        Instant now = clock.instant();
        RegistrationTable table = new RegistrationTable(transaction);
        RegistrationTable.Row row = table.find(signed.digest()).orElseThrow();
        if (row.state() == State.HELD || row.state() == State.BURNT) {
            return true;
        }
        if (row.state() != State.PENDING) {
            throw takenBefore(row);
        }
        if (!circuits.insert(transaction, manifest, circuit, signed.digest(), now)) {
            ledger.release(transaction, signed.digest(), now);
            table.end(signed.digest(), State.RETURNED, ErrorCode.IDEMPOTENCY_CONFLICT.name(), "somebody was faster");
            return false;
        }
        if (circuit.circuit().terms().owner().isPresent()) {
            table.end(signed.digest(), State.HELD, "", "");
        } else {
            ledger.forfeit(transaction, signed.digest(), now);
            table.end(signed.digest(), State.BURNT, "", "");
        }
        return true;
    }

    /** What cost us a run of somebody's code costs the sender the deposit; a missing file or a wrong number does not. */
    private void refuse(Signed<Register> signed, Begun begun, Failure refusal) {
        boolean isLost = refusal.code() == ErrorCode.SELF_CHECK_FAILED;
        database.transact(tx -> {
            Instant now = clock.instant();
            State state = isLost ? State.FORFEITED : State.RETURNED;
            return new RegistrationTable(tx)
                            .end(
                                    signed.digest(),
                                    begun.at(),
                                    state,
                                    refusal.code().name(),
                                    refusal.detail())
                    && (isLost ? ledger.forfeit(tx, signed.digest(), now) : ledger.release(tx, signed.digest(), now));
        });
    }

    /**
     * Removes a circuit at its owner's signed word; removed before, it stays so. Jobs that were opened go on.
     *
     * @return when it was removed
     * @throws Failure {@link ErrorCode#UNKNOWN_WORKLOAD}, {@link ErrorCode#BAD_SIGNATURE}, or {@link
     *     ErrorCode#NOT_SUPPORTED} if the circuit has no owner
     */
    public Instant remove(Digest id, byte[] signature) {
        Provable circuit = CircuitExamination.circuit(circuits.manifest(id));
        Optional<Address> owner = circuit.terms().owner();
        if (owner.isEmpty()) {
            throw new Failure(ErrorCode.NOT_SUPPORTED, "the circuit has no owner: nobody can remove it");
        }
        if (!(Signed.verify(new Remove(id), signature, owner.get(), domain) instanceof Verdict.Verified)) {
            throw new Failure(ErrorCode.BAD_SIGNATURE, "not signed by the circuit's owner for this deployment");
        }
        return database.transact(tx -> {
            Instant now = clock.instant();
            circuits.registration(tx, id).ifPresent(statement -> {
                if (ledger.release(tx, statement, now)) {
                    new RegistrationTable(tx).end(statement, State.RETURNED, "", "removed");
                }
            });
            return new Tombstones(tx).put(id, now);
        });
    }

    /** Takes away circuits and verifiers at the word of who operates the market. */
    public void bury(Set<Digest> ids) {
        ids.forEach(id -> database.transact(tx -> new Tombstones(tx).put(id, clock.instant())));
    }
}
