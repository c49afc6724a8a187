package dev.assay.market.settle;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.InputVerdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of signed verdicts on inputs, inside one transaction: one for a job. */
public record InputVerdicts(Handle transaction) {

    /**
     * @param market who signed
     * @param detail what the validator said, for people
     */
    public record Row(InputVerdict verdict, Address market, byte[] signature, String detail) {}

    /** The first verdict stays. */
    void insert(Row row, Address node, long feeMicros, Instant now) {
        transaction
                .createUpdate("INSERT INTO input_verdicts"
                        + " (job_id, validator, input_digest, accepted, detail, market, signature, node, fee_micros, at)"
                        + " VALUES (:job, :validator, :input, :accepted, :detail, :market, :signature, :node, :fee, :now)"
                        + " ON CONFLICT (job_id) DO NOTHING")
                .bind("job", row.verdict().jobId())
                .bind("validator", row.verdict().validator())
                .bind("input", row.verdict().inputDigest())
                .bind("accepted", row.verdict().accepted())
                .bind("detail", row.detail())
                .bind("market", row.market())
                .bind("signature", row.signature())
                .bind("node", node)
                .bind("fee", feeMicros)
                .bind("now", now)
                .execute();
    }

    /** Who gave the input back first may have lost the lease meanwhile: the fee is for whose lease ends with it. */
    void payTo(Digest jobId, Address node) {
        transaction
                .createUpdate("UPDATE input_verdicts SET node = :node WHERE job_id = :job")
                .bind("job", jobId)
                .bind("node", node)
                .execute();
    }

    public Optional<Row> find(Digest jobId) {
        return transaction
                .createQuery("SELECT * FROM input_verdicts WHERE job_id = :job")
                .bind("job", jobId)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                new InputVerdict(
                        Digest.of(row.getBytes("job_id")),
                        Digest.of(row.getBytes("validator")),
                        Digest.of(row.getBytes("input_digest")),
                        row.getBoolean("accepted")),
                Address.of(row.getBytes("market")),
                row.getBytes("signature"),
                row.getString("detail"));
    }
}
