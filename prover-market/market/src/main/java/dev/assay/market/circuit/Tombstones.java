package dev.assay.market.circuit;

import dev.assay.verification.Digest;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Circuits and verifiers that were taken away for good, inside one transaction. */
public record Tombstones(Handle transaction) {

    /** @return when it was put there, now or before */
    Instant put(Digest id, Instant now) {
        transaction
                .createUpdate("INSERT INTO tombstones (id, at) VALUES (:id, :now) ON CONFLICT (id) DO NOTHING")
                .bind("id", id)
                .bind("now", now)
                .execute();
        return find(id).orElseThrow();
    }

    Optional<Instant> find(Digest id) {
        return transaction
                .createQuery("SELECT at FROM tombstones WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> Objects.requireNonNull(row.getObject("at", OffsetDateTime.class))
                        .toInstant())
                .findOne();
    }
}
