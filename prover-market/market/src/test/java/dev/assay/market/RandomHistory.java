package dev.assay.market;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.market.circuit.Circuits;
import dev.assay.market.circuit.Verifiers;
import dev.assay.market.job.Admission;
import dev.assay.market.job.Execution;
import dev.assay.market.job.JobEnding;
import dev.assay.market.lease.Acceptances;
import dev.assay.market.lease.Aftermath;
import dev.assay.market.lease.Award;
import dev.assay.market.lease.Lease;
import dev.assay.market.lease.LeaseEnding;
import dev.assay.market.lease.LeaseLife;
import dev.assay.market.lease.LeaseTable;
import dev.assay.market.lease.LeaseTerms;
import dev.assay.market.lease.Leases;
import dev.assay.market.lease.Losses;
import dev.assay.market.lease.NodeTerms;
import dev.assay.market.lease.Role;
import dev.assay.market.ledger.Chain;
import dev.assay.market.ledger.Ledger;
import dev.assay.market.settle.Cancellations;
import dev.assay.market.settle.Settlements;
import dev.assay.market.settle.Submission;
import dev.assay.market.store.Database;
import dev.assay.market.transcript.ClosedRound;
import dev.assay.market.transcript.Transcript;
import dev.assay.sandbox.plugin.PluginProcesses;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Cancel;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A market without its wire, on which anything is done that requesters, nodes and time can do, in any order. */
final class RandomHistory {

    private static final LeaseTerms TERMS =
            new LeaseTerms(Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(4), 4, 130, 37, 50, 1000);
    private static final long GRANT = 5_000_000;

    private static final Aftermath NOBODY = new Aftermath() {
        @Override
        public void changed(Digest jobId) {}

        @Override
        public void forSale(Digest jobId) {}

        @Override
        public void finished(Digest jobId) {}

        @Override
        public void lost(Lease lease, String code, String detail) {}
    };

    private final AtomicLong millis = new AtomicLong(1_700_000_000_000L);
    private final InstantSource clock = () -> Instant.ofEpochMilli(millis.get());
    private final Database database;
    private final Admission admission;
    private final Leases leases;
    private final Losses losses;
    private final LeaseLife life;
    private final Settlements settlements;
    private final Cancellations cancellations;
    private final List<SigningKey> requesters = keys(4);
    private final List<SigningKey> nodes = keys(6);
    private final List<Opened> jobs = new CopyOnWriteArrayList<>();
    private final List<Lease> given = new CopyOnWriteArrayList<>();

    private record Opened(Digest id, SigningKey requester, long maxPriceMicros) {}

    RandomHistory(Database database, Path folder) throws IOException {
        this.database = database;
        Ledger ledger = new Ledger(new Chain("assay:dev"));
        ArtifactFolder artifacts = new ArtifactFolder(folder);
        for (String name : List.of("verification_key.json", "reserves.zkey", "reserves.wasm", "reserves.r1cs")) {
            artifacts.put(ReservesCircuit.file(name));
        }
        Verifiers verifiers = new Verifiers(new PluginProcesses(), artifacts);
        Circuits circuits = new Circuits(database, artifacts, verifiers);
        register(database);
        JobEnding jobEnding = new JobEnding(ledger);
        LeaseEnding ending = new LeaseEnding(ledger, TERMS);
        Acceptances acceptances = new Acceptances();
        admission = new Admission(database, ledger, GRANT, clock);
        losses = new Losses(database, jobEnding, ending, TERMS, acceptances, NOBODY, clock);
        leases = new Leases(database, ledger, TERMS, GRANT / 1000, acceptances, NOBODY, clock);
        life = new LeaseLife(database, TERMS, losses, NOBODY, clock);
        settlements = new Settlements(database, circuits, verifiers, ledger, ending, losses, NOBODY, clock);
        cancellations = new Cancellations(database, jobEnding, ending, SigningDomain.dev(), NOBODY, clock);
        nodes.forEach(node -> leases.welcome(node.address(), new NodeTerms(5, "fake", "test")));
    }

    private void register(Database database) {
        var ignored = database.transact(tx -> tx.createUpdate("INSERT INTO circuits (id, manifest, public_outputs,"
                        + " registered_at) VALUES (:id, :manifest, 1, :now)")
                .bind("id", ReservesCircuit.circuit().id())
                .bind("manifest", ReservesCircuit.circuit().manifest())
                .bind("now", clock.instant())
                .execute());
    }

    private static List<SigningKey> keys(int count) {
        SecureRandom random = new SecureRandom();
        List<SigningKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(SigningKey.generate(random));
        }
        return keys;
    }

    /** One operation; what is refused, and what a cut connection undoes, must have changed nothing. */
    void operate(Random random) {
        try {
            choose(random);
        } catch (Failure refused) {
            // Such as no money left.
        } catch (RuntimeException e) {
            if (!isCut(e)) {
                throw e;
            }
        }
    }

    private static boolean isCut(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.sql.SQLException) {
                return true;
            }
        }
        return false;
    }

    private void choose(Random random) {
        switch (random.nextInt(34)) {
            case 0, 1, 2, 3 -> open(random);
            case 4, 5, 6, 7, 8, 9 -> give(random, Role.PRIMARY);
            case 10, 11 -> give(random, Role.HEDGE);
            case 12, 13, 14, 15 ->
                withLease(random, lease -> leases.accept(lease.node(), lease.jobId(), lease.token()));
            case 16, 17 -> withLease(random, lease -> progress(random, lease));
            case 18, 19, 20, 21 -> withLease(random, lease -> submit(lease, lease.node(), proof()));
            case 22 -> withLease(random, lease -> submit(lease, lease.node(), "{}".getBytes(StandardCharsets.UTF_8)));
            case 23 ->
                withLease(random, lease -> submit(lease, any(nodes, random).address(), proof()));
            case 24, 31, 32 -> withLease(random, lease -> surrender(random, lease));
            case 25 -> withLease(random, lease -> giveUp(lease));
            case 26 -> withLease(random, losses::passedOver);
            case 27 -> cancel(random);
            case 28, 29, 30 -> timePasses(random);
            default -> cutConnections(random);
        }
    }

    private void open(Random random) {
        SigningKey requester = any(requesters, random);
        Instant deadline = clock.instant().plusMillis(2_000 + random.nextInt(90_000));
        Request request = new Request(
                requester.address(),
                ReservesCircuit.circuit().id(),
                Digest.sha256(ReservesCircuit.input()),
                Assurance.PROOF,
                deadline,
                deadline.minusMillis(random.nextInt(4) * random.nextInt(20_000)),
                random.nextInt(1000),
                random.nextInt(50),
                Digest.sha256(),
                new UUID(random.nextLong(), random.nextLong()).toString());
        Signed<Request> signed = Signed.sign(request, requester, SigningDomain.dev());
        Admission.Admitted ignored = admission.open(signed, ReservesCircuit.input());
        jobs.add(new Opened(signed.digest(), requester, request.maxPriceMicros()));
    }

    private void give(Random random, Role role) {
        Optional<Opened> job = recent(jobs, random);
        if (job.isEmpty()) {
            return;
        }
        SigningKey node = any(nodes, random);
        long price = random.nextLong(job.get().maxPriceMicros() + 1);
        Bid bid = new Bid(job.get().id(), price, random.nextInt(60_000), Digest.sha256());
        ClosedRound round =
                new ClosedRound(job.get().id(), clock.instant(), new byte[1], Digest.sha256(new byte[1]), new byte[1]);
        Leases.Offer offer =
                new Leases.Offer(job.get().id(), node.address(), role, price, Duration.ofMillis(bid.expectedMillis()));
        Award award = leases.award(offer, (tx, token) -> {
            new LeaseTable(tx).insertBids(token, List.of(Signed.sign(bid, node, SigningDomain.dev())));
            Transcript.append(tx, round);
        });
        if (award instanceof Award.Given(Lease lease, var ignored)) {
            given.add(lease);
        }
    }

    private void progress(Random random, Lease lease) {
        life.heartbeat(lease.node(), List.of(lease.token()));
        Execution step = random.nextBoolean() ? Execution.FETCHING : Execution.PROVING;
        life.progress(
                lease.node(), lease.jobId(), lease.token(), step, Optional.of(Duration.ofSeconds(random.nextInt(60))));
    }

    private static byte[] proof() {
        return ReservesCircuit.proof();
    }

    private void submit(Lease lease, Address node, byte[] proof) {
        var ignored = settlements.submit(
                new Submission(node, lease.jobId(), lease.token(), proof, ReservesCircuit.publicInputs()));
    }

    private void giveUp(Lease lease) {
        losses.giveUp(lease.node(), lease.jobId(), lease.token(), ErrorCode.INTERNAL, "a fault of ours");
    }

    private void surrender(Random random, Lease lease) {
        List<String> codes = List.of("INPUT_REJECTED", "INPUT_ACCEPTED", "UNAVAILABLE", "UNAVAILABLE");
        String code = codes.get(random.nextInt(codes.size()));
        losses.surrender(lease.node(), lease.jobId(), lease.token(), code, "a reason");
    }

    private void cancel(Random random) {
        recent(jobs, random).ifPresent(job -> {
            var ignored = cancellations.cancel(
                    job.id(), job.requester().sign(new Cancel(job.id()).digest(SigningDomain.dev())));
        });
    }

    private void timePasses(Random random) {
        millis.addAndGet(random.nextInt(2_500));
        life.sweep();
        cancellations.expireOverdue();
        var ignored = life.atRisk();
    }

    /** As if this process had been killed wherever its other threads are. */
    private void cutConnections(Random random) {
        if (random.nextInt(3) > 0) {
            return;
        }
        var ignored =
                database.transact(tx -> tx.createQuery("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                                + " WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()"
                                + " AND state <> 'idle'")
                        .mapTo(Integer.class)
                        .one());
    }

    private interface Act {
        void on(Lease lease);
    }

    private void withLease(Random random, Act act) {
        recent(given, random).ifPresent(act::on);
    }

    /** One of the last, so that something comes of it; now and then any. */
    private static <T> Optional<T> recent(List<T> list, Random random) {
        int size = list.size();
        if (size == 0) {
            return Optional.empty();
        }
        int reach = random.nextInt(8) == 0 ? size : Math.min(size, 12);
        return Optional.of(list.get(size - 1 - random.nextInt(reach)));
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    void letAllEnd() {
        millis.addAndGet(Duration.ofDays(1).toMillis());
        for (int i = 0; i < 20; i++) {
            cancellations.expireOverdue();
        }
    }
}
