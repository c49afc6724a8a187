package dev.assay.market.circuit;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.workload.PluginCircuit;
import dev.assay.verification.workload.Provable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** The registered circuits. A circuit's id is its manifest's hash, so that no registration can change what an id means. */
public final class Circuits {

    private static final int CACHED_KEYS = 256;
    private static final String ENTRIES = "SELECT c.id, c.manifest, c.registered_at,"
            + " (SELECT min(t.at) FROM tombstones t WHERE t.id = c.id OR t.id = c.verifier) AS removed_at"
            + " FROM circuits c";

    private final Database database;
    private final ArtifactFolder artifacts;
    private final CircuitExamination examination;
    private final Map<Digest, RegisteredCircuit> cache =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Digest, RegisteredCircuit> eldest) {
                    return size() > CACHED_KEYS;
                }
            });

    public Circuits(Database database, ArtifactFolder artifacts, Verifiers verifiers) {
        this.database = database;
        this.artifacts = artifacts;
        this.examination = new CircuitExamination(artifacts, verifiers);
    }

    /** @throws Failure what {@link CircuitExamination} throws */
    RegisteredCircuit examine(byte[] manifest) throws IOException {
        RegisteredCircuit circuit = examination.examine(manifest);
        artifacts.put(manifest);
        return circuit;
    }

    /** @return false if it was there before */
    boolean insert(
            Handle transaction, byte[] manifest, RegisteredCircuit circuit, Digest registration, Instant registeredAt) {
        return transaction
                        .createUpdate(
                                "INSERT INTO circuits (id, manifest, public_outputs, registered_at, registration, verifier)"
                                        + " VALUES (:id, :manifest, :outputs, :now, :registration, :verifier)"
                                        + " ON CONFLICT (id) DO NOTHING")
                        .bind("id", circuit.id())
                        .bind("manifest", manifest)
                        .bind("outputs", boxed(circuit.publicOutputs()))
                        .bind("now", registeredAt)
                        .bind("registration", registration)
                        .bind("verifier", plugin(circuit.circuit()).map(Digest::bytes))
                        .execute()
                == 1;
    }

    private static Optional<Digest> plugin(Provable circuit) {
        return circuit instanceof PluginCircuit plugin
                ? Optional.of(plugin.verifier().code())
                : Optional.empty();
    }

    /** @throws Failure {@link ErrorCode#CIRCUIT_REMOVED} if it, or what it would be verified with, was removed */
    void requireNotRemoved(Handle transaction, Digest id, Provable circuit) {
        Tombstones tombstones = new Tombstones(transaction);
        if (tombstones.find(id).isPresent()
                || plugin(circuit).flatMap(tombstones::find).isPresent()) {
            throw new Failure(ErrorCode.CIRCUIT_REMOVED, "circuit " + id + " or its verifier was removed");
        }
    }

    /** The statement that registered it. */
    Optional<Digest> registration(Handle transaction, Digest id) {
        return transaction
                .createQuery("SELECT registration FROM circuits WHERE id = :id AND registration IS NOT NULL")
                .bind("id", id)
                .map((row, context) -> Digest.of(row.getBytes("registration")))
                .findOne();
    }

    private static Optional<Integer> boxed(OptionalInt value) {
        return value.isPresent() ? Optional.of(value.getAsInt()) : Optional.empty();
    }

    /** @throws Failure with {@link ErrorCode#UNKNOWN_WORKLOAD} */
    public byte[] manifest(Digest id) {
        return entry(id).manifest();
    }

    /** @throws Failure with {@link ErrorCode#UNKNOWN_WORKLOAD} */
    public CircuitEntry entry(Digest id) {
        return find(id).orElseThrow(
                        () -> new Failure(ErrorCode.UNKNOWN_WORKLOAD, "no circuit " + id + " is registered"));
    }

    Optional<CircuitEntry> find(Digest id) {
        return database.transact(tx -> tx.createQuery(ENTRIES + " WHERE c.id = :id")
                .bind("id", id)
                .map((row, context) -> read(row))
                .findOne());
    }

    /** The circuit with its key, ready to verify; also one that was removed, whose jobs go on. */
    public RegisteredCircuit load(Digest id) {
        RegisteredCircuit cached = cache.get(id);
        if (cached != null) {
            return cached;
        }
        try {
            Provable circuit = CircuitExamination.circuit(manifest(id));
            RegisteredCircuit loaded =
                    new RegisteredCircuit(id, circuit, examination.verifier(circuit), publicOutputs(id));
            cache.put(id, loaded);
            return loaded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OptionalInt publicOutputs(Digest id) {
        return database.transact(tx -> tx.createQuery("SELECT public_outputs FROM circuits WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> row.getObject("public_outputs") == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(row.getInt("public_outputs")))
                .one());
    }

    /** The bytes that the circuit's verifier, and its validator, are given. */
    public byte[] verificationKey(Provable circuit) throws IOException {
        return examination.keyBytes(circuit);
    }

    /** In the order of their ids, after the one given; those that were removed too. */
    public List<CircuitEntry> list(Optional<Digest> after, int limit) {
        return database.transact(tx -> tx.createQuery(ENTRIES + " WHERE c.id > :after ORDER BY c.id LIMIT :limit")
                .bind("after", after.map(Digest::bytes).orElse(new byte[0]))
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list());
    }

    private static CircuitEntry read(ResultSet row) throws SQLException {
        return new CircuitEntry(
                Digest.of(row.getBytes("id")),
                row.getBytes("manifest"),
                Objects.requireNonNull(row.getObject("registered_at", OffsetDateTime.class))
                        .toInstant(),
                Optional.ofNullable(row.getObject("removed_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
