package dev.assay.market.settle;

import dev.assay.market.job.Job;
import dev.assay.market.lease.Lease;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of results, inside one transaction: one for each job, whatever happens. */
public record Results(Handle transaction) {

    private static final int RECENT = 64;

    void insert(Job job, Lease lease, Submission submission, long paidMicros, Instant now) {
        transaction
                .createUpdate(
                        "INSERT INTO results (job_id, circuit_id, token, node, price_micros, proof, public_inputs,"
                                + " opened_at, settled_at, paid_micros)"
                                + " VALUES (:job, :circuit, :token, :node, :price, :proof, :inputs, :opened, :now, :paid)")
                .bind("job", job.id())
                .bind("circuit", job.circuitId())
                .bind("token", lease.token())
                .bind("node", lease.node())
                .bind("price", lease.priceMicros())
                .bind("proof", submission.proof())
                .bind("inputs", submission.publicInputs())
                .bind("opened", job.openedAt())
                .bind("now", now)
                .bind("paid", paidMicros)
                .execute();
    }

    public Optional<Result> find(Digest jobId) {
        return transaction
                .createQuery(
                        "SELECT proof, public_inputs, node, price_micros, paid_micros FROM results WHERE job_id = :job")
                .bind("job", jobId)
                .map((row, context) -> new Result(
                        row.getBytes("proof"),
                        row.getBytes("public_inputs"),
                        Address.of(row.getBytes("node")),
                        row.getLong("price_micros"),
                        row.getLong("paid_micros")))
                .findOne();
    }

    /**
     * What a circuit's proofs cost of late and took from the job's opening to the payment: medians.
     *
     * @param count how many proofs that is; 0 if there was none
     */
    public record Recent(int count, long priceMicros, long latencyMillis) {}

    public Recent recent(Digest circuitId) {
        return transaction
                .createQuery("SELECT count(*) AS n,"
                        + " COALESCE(percentile_disc(0.5) WITHIN GROUP (ORDER BY price_micros), 0) AS price,"
                        + " COALESCE(percentile_disc(0.5) WITHIN GROUP (ORDER BY millis), 0) AS latency"
                        + " FROM (SELECT price_micros,"
                        + " CAST(EXTRACT(EPOCH FROM settled_at - opened_at) * 1000 AS bigint) AS millis FROM results"
                        + " WHERE circuit_id = :circuit ORDER BY settled_at DESC LIMIT :recent) AS latest")
                .bind("circuit", circuitId)
                .bind("recent", RECENT)
                .map((row, context) -> new Recent(row.getInt("n"), row.getLong("price"), row.getLong("latency")))
                .one();
    }
}
