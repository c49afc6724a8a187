package dev.assay.market;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.transparency.Checkpoint;
import dev.assay.verification.transparency.ConsistencyProof;
import dev.assay.verification.transparency.KeyKind;
import dev.assay.verification.transparency.LogPolicy;
import dev.assay.verification.transparency.NoteKey;
import dev.assay.verification.transparency.NoteSigner;
import dev.assay.verification.transparency.VerifiedCheckpoint;
import dev.assay.verification.transparency.WitnessRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A witness as C2SP tlog-witness describes it, for one log, whose key it learns late. */
final class FakeWitness implements AutoCloseable {

    private final NoteSigner signer = NoteSigner.generate("fake/witness", KeyKind.COSIGNATURE, new SecureRandom());
    private final HttpServer server;
    final AtomicInteger conflicts = new AtomicInteger();
    private volatile @Nullable NoteKey log;
    private @Nullable VerifiedCheckpoint seen;

    FakeWitness() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/add-checkpoint", this::handle);
        server.start();
    }

    NoteKey key() {
        return signer.key();
    }

    String configured() {
        return key().text() + "=http://127.0.0.1:" + server.getAddress().getPort() + "/add-checkpoint";
    }

    void trust(NoteKey logKey) {
        log = logKey;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    private record Answer(int status, byte[] body) {
        Answer(int status) {
            this(status, new byte[0]);
        }
    }

    private synchronized Answer answer(byte[] body) {
        NoteKey known = log;
        if (known == null) {
            return new Answer(404);
        }
        if (!(WitnessRequest.parse(body) instanceof Verdict.Verified<WitnessRequest>(WitnessRequest request))) {
            return new Answer(400);
        }
        if (!(LogPolicy.withoutWitnesses(known).verify(request.signedNote(), Instant.now())
                instanceof Verdict.Verified<VerifiedCheckpoint>(VerifiedCheckpoint shown))) {
            return new Answer(403);
        }
        long size = seen == null ? 0 : seen.size();
        if (request.oldSize() != size) {
            conflicts.incrementAndGet();
            return new Answer(409, (size + "\n").getBytes(StandardCharsets.US_ASCII));
        }
        ConsistencyProof proof = new ConsistencyProof(size, shown.size(), request.proof());
        if (seen != null && seen.verifyGrowth(shown, proof) instanceof Verdict.Rejected) {
            return new Answer(422);
        }
        seen = shown;
        Digest root = shown.root();
        return new Answer(200, signer.cosign(new Checkpoint(shown.origin(), shown.size(), root), Instant.now()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
