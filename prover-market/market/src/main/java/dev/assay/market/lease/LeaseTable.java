package dev.assay.market.lease;

import dev.assay.market.job.Job;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Signed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables of leases, their bids and the nodes' capacities, inside one transaction. */
public record LeaseTable(Handle transaction) {

    void insert(Lease lease, Instant now) {
        transaction
                .createUpdate("INSERT INTO leases (token, job_id, node, price_micros, awarded_at, until)"
                        + " VALUES (:token, :job, :node, :price, :now, :until)")
                .bind("token", lease.token())
                .bind("job", lease.jobId())
                .bind("node", lease.node())
                .bind("price", lease.priceMicros())
                .bind("now", now)
                .bind("until", lease.until())
                .execute();
        transaction
                .createUpdate("UPDATE jobs SET fencing_token = :token, attempts = attempts + 1 WHERE id = :job")
                .bind("token", lease.token())
                .bind("job", lease.jobId())
                .execute();
    }

    public void insertBids(long token, Collection<Signed<Bid>> bids) {
        PreparedBatch batch = transaction.prepareBatch(
                "INSERT INTO bids (token, node, price_micros, expected_millis, salt, signature)"
                        + " VALUES (:token, :node, :price, :expected, :salt, :signature)");
        for (Signed<Bid> bid : bids) {
            batch.bind("token", token)
                    .bind("node", bid.signer())
                    .bind("price", bid.statement().priceMicros())
                    .bind("expected", bid.statement().expectedMillis())
                    .bind("salt", bid.statement().salt())
                    .bind("signature", bid.signature())
                    .add();
        }
        batch.execute();
    }

    public Optional<Lease> find(long token) {
        return transaction
                .createQuery("SELECT * FROM leases WHERE token = :token")
                .bind("token", token)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** The lease under which the job is held now. */
    public Optional<Lease> current(Job job) {
        return find(job.fencingToken()).filter(Lease::isHeld);
    }

    private static Lease read(ResultSet row) throws SQLException {
        return new Lease(
                row.getLong("token"),
                Digest.of(row.getBytes("job_id")),
                Address.of(row.getBytes("node")),
                row.getLong("price_micros"),
                Objects.requireNonNull(row.getObject("until", OffsetDateTime.class))
                        .toInstant(),
                Optional.ofNullable(row.getString("end_code")));
    }

    /** @return false if it had ended before */
    public boolean end(Lease lease, String code, Instant at) {
        return transaction
                        .createUpdate("UPDATE leases SET ended_at = :at, end_code = :code"
                                + " WHERE token = :token AND ended_at IS NULL")
                        .bind("at", at)
                        .bind("code", code)
                        .bind("token", lease.token())
                        .execute()
                == 1;
    }

    /** Lets those leases of the node live longer that have not ended, and returns their tokens. */
    Set<Long> extend(Address node, Collection<Long> tokens, Instant until) {
        return new HashSet<>(transaction
                .createQuery("UPDATE leases SET until = GREATEST(until, :until) WHERE node = :node"
                        + " AND ended_at IS NULL AND token = ANY(:tokens) RETURNING token")
                .bind("until", until)
                .bind("node", node)
                .bindArray("tokens", Long.class, tokens.toArray())
                .mapTo(Long.class)
                .list());
    }

    /** Nobody heard of the node's leases any more: they end soon unless it comes back. */
    void shorten(Address node, Instant until) {
        transaction
                .createUpdate("UPDATE leases SET until = LEAST(until, :until) WHERE node = :node AND ended_at IS NULL")
                .bind("until", until)
                .bind("node", node)
                .execute();
    }

    List<Lease> runOut(Instant now, int limit) {
        return transaction
                .createQuery(
                        "SELECT * FROM leases WHERE ended_at IS NULL AND until <= :now ORDER BY until LIMIT :limit")
                .bind("now", now)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    void saveNode(Address node, NodeTerms terms, Instant now) {
        transaction
                .createUpdate("INSERT INTO nodes (address, capacity, hardware, version, attached_at)"
                        + " VALUES (:node, :capacity, :hardware, :version, :now) ON CONFLICT (address) DO UPDATE SET"
                        + " capacity = EXCLUDED.capacity, hardware = EXCLUDED.hardware, version = EXCLUDED.version,"
                        + " attached_at = EXCLUDED.attached_at")
                .bind("node", node)
                .bind("capacity", terms.capacity())
                .bind("hardware", terms.hardware())
                .bind("version", terms.version())
                .bind("now", now)
                .execute();
    }

    /** Whether the node can hold one more lease; nobody else gives it one until this transaction ends. */
    boolean lockFreeSlot(Address node) {
        int capacity = transaction
                .createQuery("SELECT capacity FROM nodes WHERE address = :node FOR UPDATE")
                .bind("node", node)
                .mapTo(Integer.class)
                .findOne()
                .orElse(0);
        return held().getOrDefault(node, 0) < capacity;
    }

    /** How many leases each node holds. */
    Map<Address, Integer> held() {
        Map<Address, Integer> held = new HashMap<>();
        transaction
                .createQuery("SELECT node, count(*) AS held FROM leases WHERE ended_at IS NULL GROUP BY node")
                .map((row, context) -> held.put(Address.of(row.getBytes("node")), row.getInt("held")))
                .forEach(ignored -> {});
        return held;
    }

    /** The nodes that get no new leases. */
    Set<Address> unavailable() {
        return new HashSet<>(transaction
                .createQuery("SELECT address FROM nodes WHERE suspended_for <> '' OR draining")
                .mapTo(Address.class)
                .list());
    }

    /** The nodes that had the job before. */
    Set<Address> hadBefore(Digest jobId) {
        return new HashSet<>(transaction
                .createQuery("SELECT DISTINCT node FROM leases WHERE job_id = :job AND ended_at IS NOT NULL")
                .bind("job", jobId)
                .mapTo(Address.class)
                .list());
    }
}
