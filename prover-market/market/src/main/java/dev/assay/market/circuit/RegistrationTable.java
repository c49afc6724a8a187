package dev.assay.market.circuit;

import dev.assay.verification.Digest;
import dev.assay.verification.statement.Register;
import dev.assay.verification.statement.Signed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of signed registrations, inside one transaction. */
record RegistrationTable(Handle transaction) {

    enum State {
        /** The deposit is held, and the circuit is being examined. */
        PENDING,
        /** The circuit is registered, and its deposit comes back when it is removed. */
        HELD,
        /** The circuit is registered, has no owner, and the deposit is the treasury's. */
        BURNT,
        /** The deposit came back: the circuit was refused without having cost much, or was removed. */
        RETURNED,
        /** The circuit was refused after it had been run, and the deposit is the treasury's. */
        FORFEITED
    }

    record Row(State state, long depositMicros, String code, String detail, Instant at) {}

    /** @return false if this statement was taken before */
    boolean insert(Signed<Register> signed, long depositMicros, Instant now) {
        return transaction
                        .createUpdate(
                                "INSERT INTO registrations (id, circuit_id, registrant, deposit_micros, state, at)"
                                        + " VALUES (:id, :circuit, :registrant, :deposit, 'PENDING', :now)"
                                        + " ON CONFLICT (id) DO NOTHING")
                        .bind("id", signed.digest())
                        .bind("circuit", signed.statement().circuit())
                        .bind("registrant", signed.statement().registrant())
                        .bind("deposit", depositMicros)
                        .bind("now", now)
                        .execute()
                == 1;
    }

    /** Locked, so that of two who send the same statement one examines. */
    Optional<Row> find(Digest statement) {
        return transaction
                .createQuery("SELECT * FROM registrations WHERE id = :id FOR UPDATE")
                .bind("id", statement)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                State.valueOf(row.getString("state")),
                row.getLong("deposit_micros"),
                row.getString("code"),
                row.getString("detail"),
                Objects.requireNonNull(row.getObject("at", OffsetDateTime.class))
                        .toInstant());
    }

    void touch(Digest statement, Instant now) {
        transaction
                .createUpdate("UPDATE registrations SET at = :now WHERE id = :id")
                .bind("id", statement)
                .bind("now", now)
                .execute();
    }

    /**
     * Ends an examination, if nobody has ended it, or begun another one, meanwhile.
     *
     * @param begun when this examination began
     */
    boolean end(Digest statement, Instant begun, State state, String code, String detail) {
        return transaction
                        .createUpdate("UPDATE registrations SET state = :state, code = :code, detail = :detail"
                                + " WHERE id = :id AND state = 'PENDING' AND at = :begun")
                        .bind("id", statement)
                        .bind("begun", begun)
                        .bind("state", state.name())
                        .bind("code", code)
                        .bind("detail", detail)
                        .execute()
                == 1;
    }

    void end(Digest statement, State state, String code, String detail) {
        transaction
                .createUpdate("UPDATE registrations SET state = :state, code = :code, detail = :detail WHERE id = :id")
                .bind("id", statement)
                .bind("state", state.name())
                .bind("code", code)
                .bind("detail", detail)
                .execute();
    }
}
