package dev.assay.market.circuit;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.market.store.Database;
import dev.assay.verification.Digest;
import dev.assay.verification.workload.Circuit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** The registered circuits. A circuit's id is its manifest's hash, so that no registration can change what an id means. */
public final class Circuits {

    private static final int CACHED_KEYS = 256;

    private final Database database;
    private final ArtifactFolder artifacts;
    private final CircuitExamination examination;
    private final InstantSource clock;
    private final Map<Digest, RegisteredCircuit> cache =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Digest, RegisteredCircuit> eldest) {
                    return size() > CACHED_KEYS;
                }
            });

    public Circuits(Database database, ArtifactFolder artifacts, InstantSource clock) {
        this.database = database;
        this.artifacts = artifacts;
        this.examination = new CircuitExamination(artifacts);
        this.clock = clock;
    }

    /** @return whether it was not registered before */
    public boolean register(byte[] manifest) throws IOException {
        RegisteredCircuit circuit = examination.examine(manifest);
        artifacts.put(manifest);
        boolean isNew = database.transact(
                tx -> tx.createUpdate("INSERT INTO circuits (id, manifest, public_outputs, registered_at)"
                                        + " VALUES (:id, :manifest, :outputs, :now) ON CONFLICT (id) DO NOTHING")
                                .bind("id", circuit.id())
                                .bind("manifest", manifest)
                                .bind("outputs", boxed(circuit.publicOutputs()))
                                .bind("now", clock.instant())
                                .execute()
                        == 1);
        cache.put(circuit.id(), circuit);
        return isNew;
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
        return database.transact(tx -> tx.createQuery("SELECT * FROM circuits WHERE id = :id")
                        .bind("id", id)
                        .map((row, context) -> read(row))
                        .findOne())
                .orElseThrow(() -> new Failure(ErrorCode.UNKNOWN_WORKLOAD, "no circuit " + id + " is registered"));
    }

    /** The circuit with its key, ready to verify. */
    public RegisteredCircuit load(Digest id) {
        RegisteredCircuit cached = cache.get(id);
        if (cached != null) {
            return cached;
        }
        try {
            Circuit circuit = CircuitExamination.circuit(manifest(id));
            RegisteredCircuit loaded = new RegisteredCircuit(id, circuit, examination.key(circuit), publicOutputs(id));
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

    /** In the order of their ids, after the one given. */
    public List<CircuitEntry> list(Optional<Digest> after, int limit) {
        return database.transact(
                tx -> tx.createQuery("SELECT * FROM circuits WHERE id > :after ORDER BY id LIMIT :limit")
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
                        .toInstant());
    }
}
