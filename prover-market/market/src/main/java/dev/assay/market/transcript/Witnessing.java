package dev.assay.market.transcript;

import dev.assay.market.store.Database;
import dev.assay.verification.Verdict;
import dev.assay.verification.transparency.ConsistencyProof;
import dev.assay.verification.transparency.LogPolicy;
import dev.assay.verification.transparency.MerkleTree;
import dev.assay.verification.transparency.NoteKey;
import dev.assay.verification.transparency.TiledHashes;
import dev.assay.verification.transparency.VerifiedCheckpoint;
import dev.assay.verification.transparency.WitnessRequest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks witnesses to cosign the newest checkpoint (C2SP tlog-witness), and keeps what enough of them cosigned. */
final class Witnessing {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_ANSWER_BYTES = 64 << 10;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    private static final int OK = 200;
    private static final int CONFLICT = 409;

    private static final Logger LOG = LoggerFactory.getLogger(Witnessing.class);

    private final Database database;
    private final List<Witness> witnesses;
    private final int quorum;
    private final InstantSource clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    /** The size that each cosigned last, as far as is known. */
    private final Map<Witness, Long> seen = new ConcurrentHashMap<>();

    Witnessing(Database database, List<Witness> witnesses, int quorum, InstantSource clock) {
        this.database = database;
        this.witnesses = witnesses;
        this.quorum = quorum;
        this.clock = clock;
    }

    void run() throws InterruptedException {
        Optional<LogHead> head = database.transact(tx -> new LogTable(tx).head());
        if (witnesses.isEmpty()
                || head.isEmpty()
                || head.get().size() == head.get().witnessedSize()) {
            return;
        }
        byte[] note = head.get().checkpoint();
        for (Witness witness : witnesses) {
            note = withCosignature(witness, head.get(), note);
        }
        keep(head.get(), note);
    }

    private void keep(LogHead head, byte[] note) {
        if (verified(head, note, quorum)
                .filter(checkpoint -> !checkpoint.cosignatures().isEmpty())
                .isPresent()) {
            database.transact(tx -> {
                new LogTable(tx).witnessed(head.size(), note);
                return head;
            });
        }
    }

    private Optional<VerifiedCheckpoint> verified(LogHead head, byte[] note, int wanted) {
        if (NoteKey.parse(head.key()) instanceof Verdict.Verified<NoteKey>(NoteKey log)) {
            Set<NoteKey> keys = witnesses.stream().map(Witness::key).collect(Collectors.toSet());
            LogPolicy policy = new LogPolicy(log.name(), log, keys, wanted, CLOCK_SKEW);
            if (policy.verify(note, clock.instant())
                    instanceof Verdict.Verified<VerifiedCheckpoint>(VerifiedCheckpoint checkpoint)) {
                return Optional.of(checkpoint);
            }
        }
        return Optional.empty();
    }

    /** The note as it was, if the witness gives nothing that verifies: one bad witness must not spoil the others' word. */
    private byte[] withCosignature(Witness witness, LogHead head, byte[] note) throws InterruptedException {
        try {
            HttpResponse<byte[]> answer = ask(witness, head, seen.getOrDefault(witness, 0L));
            if (answer.statusCode() == CONFLICT) {
                seen.put(witness, sizeIn(answer.body()));
                answer = ask(witness, head, seen.getOrDefault(witness, 0L));
            }
            if (answer.statusCode() == OK
                    && WitnessRequest.withCosignatures(note, answer.body(), witness.key())
                            instanceof Verdict.Verified<byte[]>(byte[] cosigned)
                    && verified(head, cosigned, 0).isPresent()) {
                seen.put(witness, head.size());
                return cosigned;
            }
            LOG.warn("witness {} did not cosign: status {}", witness.key().name(), answer.statusCode());
        } catch (IOException | NumberFormatException e) {
            LOG.warn("witness {} did not cosign: {}", witness.key().name(), e.toString());
        }
        return note;
    }

    private static long sizeIn(byte[] body) {
        return Long.parseUnsignedLong(
                new String(body, 0, Math.min(body.length, 20), StandardCharsets.US_ASCII).strip());
    }

    private HttpResponse<byte[]> ask(Witness witness, LogHead head, long oldSize)
            throws IOException, InterruptedException {
        if (oldSize < 0 || oldSize > head.size()) {
            throw new IOException("it cosigned " + oldSize + " leaves, and there are " + head.size());
        }
        ConsistencyProof proof = database.transact(tx ->
                new MerkleTree(new TiledHashes(head.size(), new LogTable(tx)::tile), head.size()).consistency(oldSize));
        byte[] body = new WitnessRequest(oldSize, proof.path(), head.checkpoint()).bytes();
        HttpRequest request = HttpRequest.newBuilder(witness.address())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return http.send(
                request,
                info -> HttpResponse.BodySubscribers.limiting(
                        HttpResponse.BodySubscribers.ofByteArray(), MAX_ANSWER_BYTES));
    }

    void close() {
        http.shutdownNow();
    }
}
