package dev.assay.market.transcript;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.assay.edge.Failure;
import dev.assay.edge.HostPort;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.transparency.Tile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log over plain HTTP, in the layout of C2SP tlog-tiles, and beside it {@code record/INDEX}, {@code book/DIGEST} and the
 * log's {@code key}. For readers that need caches or mirrors: what is served never changes, but for the checkpoint.
 */
final class TranscriptHttp implements AutoCloseable {

    private static final String FOREVER = "public, max-age=31536000, immutable";
    private static final String NEVER = "no-cache";
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String BINARY = "application/octet-stream";
    private static final int BACKLOG = 128;
    private static final Pattern BOOK = Pattern.compile("/book/([0-9a-f]{64})");
    private static final Pattern RECORD = Pattern.compile("/record/(0|[1-9][0-9]{0,17})");

    private static final Logger LOG = LoggerFactory.getLogger(TranscriptHttp.class);

    private final Transcript transcript;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("log-", 0).factory());

    private TranscriptHttp(Transcript transcript, HttpServer server) {
        this.transcript = transcript;
        this.server = server;
    }

    static TranscriptHttp listen(Transcript transcript, HostPort on) throws IOException {
        HttpServer server = HttpServer.create(on.socketAddress(), BACKLOG);
        TranscriptHttp http = new TranscriptHttp(transcript, server);
        server.createContext("/", http::handle);
        server.setExecutor(http.threads);
        server.start();
        return http;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private record Answer(byte[] body, String type, String cache) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            Optional<Answer> answer =
                    answer(String.valueOf(exchange.getRequestURI().getPath()));
            if (answer.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            send(exchange, answer.get(), method.equals("HEAD"));
        } catch (Failure e) {
            exchange.sendResponseHeaders(503, -1);
        } catch (RuntimeException e) {
            LOG.error("the transcript could not be served", e);
            throw e;
        }
    }

    private static void send(HttpExchange exchange, Answer answer, boolean isHead) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.getResponseHeaders().set("Cache-Control", answer.cache());
        // Pages of any origin may audit.
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.sendResponseHeaders(200, isHead ? -1 : answer.body().length == 0 ? -1 : answer.body().length);
        if (!isHead) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    private Optional<Answer> answer(String path) {
        if (path.equals("/checkpoint")) {
            return Optional.of(new Answer(transcript.published().checkpoint(), TEXT, NEVER));
        }
        if (path.equals("/key")) {
            byte[] key = (transcript.published().key() + "\n").getBytes(StandardCharsets.UTF_8);
            return Optional.of(new Answer(key, TEXT, NEVER));
        }
        Matcher record = RECORD.matcher(path);
        if (record.matches()) {
            return transcript.record(Long.parseLong(record.group(1))).map(TranscriptHttp::json);
        }
        Matcher book = BOOK.matcher(path);
        if (book.matches()) {
            return transcript.book(Digest.ofHex(book.group(1))).map(TranscriptHttp::json);
        }
        return path.startsWith("/") && Tile.parse(path.substring(1)) instanceof Verdict.Verified<Tile>(Tile tile)
                ? transcript.tile(tile).map(bytes -> new Answer(bytes, BINARY, FOREVER))
                : Optional.empty();
    }

    private static Answer json(byte[] json) {
        return new Answer(json, "application/json", FOREVER);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
