package dev.assay.cli.audit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** A log over HTTP, as C2SP tlog-tiles lays it out. */
final class HttpLog implements LogSource {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final URI prefix;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** @param prefix ends in a slash */
    HttpLog(URI prefix) {
        this.prefix = prefix;
    }

    @Override
    public Optional<byte[]> read(String path) {
        URI address = prefix.resolve(path);
        try {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                    info -> HttpResponse.BodySubscribers.limiting(
                            HttpResponse.BodySubscribers.ofByteArray(), MAX_FILE_BYTES));
            return switch (response.statusCode()) {
                case OK -> Optional.of(response.body());
                case NOT_FOUND -> Optional.empty();
                default -> throw new IOException("status " + response.statusCode());
            };
        } catch (IOException e) {
            throw LogSource.unreachable(address.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LogSource.unreachable(address.toString(), new IOException("interrupted", e));
        }
    }

    @Override
    public void close() {
        // An HTTP client of Java 21 and later ends by itself once nobody holds it.
    }
}
