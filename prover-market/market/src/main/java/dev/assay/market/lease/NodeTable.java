package dev.assay.market.lease;

import dev.assay.verification.sign.Address;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** The table of nodes, inside one transaction: what each can do, and whether it is given anything to do. */
record NodeTable(Handle transaction) {

    /** One that attaches again does not leave any more; one that is suspended stays so. */
    void save(Address node, NodeTerms terms, Instant now) {
        transaction
                .createUpdate("INSERT INTO nodes (address, capacity, hardware, version, attached_at)"
                        + " VALUES (:node, :capacity, :hardware, :version, :now) ON CONFLICT (address) DO UPDATE SET"
                        + " capacity = EXCLUDED.capacity, hardware = EXCLUDED.hardware, version = EXCLUDED.version,"
                        + " attached_at = EXCLUDED.attached_at, draining = FALSE")
                .bind("node", node)
                .bind("capacity", terms.capacity())
                .bind("hardware", terms.hardware())
                .bind("version", terms.version())
                .bind("now", now)
                .execute();
    }

    /** @param isAvailable false if it is suspended or leaves */
    record Row(int capacity, boolean isAvailable) {}

    /** What the node can hold; nobody else gives it a lease until this transaction ends. */
    Optional<Row> lock(Address node) {
        return transaction
                .createQuery("SELECT capacity, suspended_for = '' AND NOT draining AS available FROM nodes"
                        + " WHERE address = :node FOR UPDATE")
                .bind("node", node)
                .map((row, context) -> new Row(row.getInt("capacity"), row.getBoolean("available")))
                .findOne();
    }

    /** The nodes that get no new leases. */
    Set<Address> unavailable() {
        return new HashSet<>(transaction
                .createQuery("SELECT address FROM nodes WHERE suspended_for <> '' OR draining")
                .mapTo(Address.class)
                .list());
    }

    Set<Address> suspended() {
        return new HashSet<>(transaction
                .createQuery("SELECT address FROM nodes WHERE suspended_for <> ''")
                .mapTo(Address.class)
                .list());
    }

    void drain(Address node) {
        transaction
                .createUpdate("UPDATE nodes SET draining = TRUE WHERE address = :node")
                .bind("node", node)
                .execute();
    }

    /** One failure more in a row; with too many of them the node is suspended. */
    void failed(Address node, String code, int maxFailures) {
        transaction
                .createUpdate("UPDATE nodes SET failures = failures + 1, suspended_for = CASE"
                        + " WHEN suspended_for = '' AND failures + 1 >= :max THEN :code ELSE suspended_for END"
                        + " WHERE address = :node")
                .bind("max", maxFailures)
                .bind("code", code)
                .bind("node", node)
                .execute();
    }

    /** It did what it was to do. */
    void succeeded(Address node) {
        transaction
                .createUpdate("UPDATE nodes SET failures = 0, suspended_for = '' WHERE address = :node"
                        + " AND (failures <> 0 OR suspended_for <> '')")
                .bind("node", node)
                .execute();
    }
}
