package dev.assay.market.estimate;

import dev.assay.market.lease.Ending;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Signed;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The tables of standing quotes and of what leases were given for, inside one transaction. */
public record Clearings(Handle transaction) {

    /** Who is asked next, and what it would be paid. */
    public record RunnerUp(Address node, long priceMicros) {}

    /**
     * What one lease was given for.
     *
     * @param bid the digest of the winner's bid or quote
     * @param sampleMicros for the index
     */
    public record Cleared(
            Digest circuitId,
            int inputClass,
            int workClass,
            String hardware,
            Digest bid,
            long expectedMillis,
            long sampleMicros,
            Optional<RunnerUp> runnerUp) {}

    public void insert(long token, Cleared cleared) {
        transaction
                .createUpdate("INSERT INTO clearings (token, circuit_id, input_class, work_class, hardware, bid,"
                        + " expected_millis, sample_micros, runner_up, runner_up_micros) VALUES (:token, :circuit, :input,"
                        + " :work, :hardware, :bid, :expected, :sample, :next, :nextMicros)")
                .bind("token", token)
                .bind("circuit", cleared.circuitId())
                .bind("input", cleared.inputClass())
                .bind("work", cleared.workClass())
                .bind("hardware", cleared.hardware())
                .bind("bid", cleared.bid())
                .bind("expected", cleared.expectedMillis())
                .bind("sample", cleared.sampleMicros())
                .bind(
                        "next",
                        cleared.runnerUp().map(next -> next.node().bytes()).orElse(null))
                .bind(
                        "nextMicros",
                        cleared.runnerUp().map(RunnerUp::priceMicros).orElse(null))
                .execute();
    }

    /** Who was next when the lease was given. */
    public Optional<RunnerUp> runnerUp(long token) {
        return transaction
                .createQuery("SELECT runner_up, runner_up_micros FROM clearings"
                        + " WHERE token = :token AND runner_up IS NOT NULL")
                .bind("token", token)
                .map((row, context) ->
                        new RunnerUp(Address.of(row.getBytes("runner_up")), row.getLong("runner_up_micros")))
                .findOne();
    }

    public void insertQuotes(Collection<Signed<Quote>> quotes) {
        PreparedBatch batch = transaction.prepareBatch(
                "INSERT INTO quotes (digest, node, circuit_id, base_micros, unit_micros,"
                        + " base_millis, unit_millis, valid_until, salt, signature) VALUES (:digest, :node, :circuit, :base,"
                        + " :unit, :baseMillis, :unitMillis, :until, :salt, :signature) ON CONFLICT (digest) DO NOTHING");
        for (Signed<Quote> signed : quotes) {
            Quote quote = signed.statement();
            batch.bind("digest", signed.digest())
                    .bind("node", signed.signer())
                    .bind("circuit", quote.circuitId())
                    .bind("base", quote.baseMicros())
                    .bind("unit", quote.unitMicros())
                    .bind("baseMillis", quote.baseMillis())
                    .bind("unitMillis", quote.unitMillis())
                    .bind("until", quote.validUntil())
                    .bind("salt", quote.salt())
                    .bind("signature", signed.signature())
                    .add();
        }
        batch.execute();
    }

    /** Leases that ended at that time or later, the oldest first. */
    List<Ended> ended(Instant from, int limit) {
        return transaction
                .createQuery("SELECT c.*, l.node, l.awarded_at, l.ended_at, l.ending FROM leases l"
                        + " JOIN clearings c ON c.token = l.token WHERE l.ended_at >= :from AND l.ending IS NOT NULL"
                        + " ORDER BY l.ended_at LIMIT :limit")
                .bind("from", from)
                .bind("limit", limit)
                .map((row, context) -> {
                    Instant at = Objects.requireNonNull(row.getObject("ended_at", OffsetDateTime.class))
                            .toInstant();
                    Instant awarded = Objects.requireNonNull(row.getObject("awarded_at", OffsetDateTime.class))
                            .toInstant();
                    return new Ended(
                            row.getLong("token"),
                            Address.of(row.getBytes("node")),
                            Digest.of(row.getBytes("circuit_id")),
                            row.getInt("input_class"),
                            row.getInt("work_class"),
                            Objects.requireNonNull(row.getString("hardware")),
                            row.getLong("expected_millis"),
                            row.getLong("sample_micros"),
                            Ending.valueOf(Objects.requireNonNull(row.getString("ending"))),
                            Duration.between(awarded, at),
                            at);
                })
                .list();
    }
}
