package dev.assay.enclave.endorse;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks once. Redirects are not followed, and nothing is read beyond the question's bound. */
final class HttpSource implements AutoCloseable {

    private static final int OK = 200;

    /** What a failing source says is for people: so much of it. */
    private static final int MAX_EXPLANATION = 200;

    private static final int MAX_CHAIN = 32 << 10;

    private final HttpClient client;
    private final FetchLimits limits;
    private final InstantSource clock;

    private volatile boolean closed;

    HttpSource(FetchLimits limits, Executor executor, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.connect())
                .proxy(ProxySelector.getDefault())
                .executor(executor)
                .build();
    }

    /** @throws SourceFailure if the source answers with an error, a redirect among them */
    Answer ask(Question question) throws IOException {
        HttpResponse<byte[]> response = send(question);
        if (response.statusCode() != OK) {
            throw failure(response, question);
        }
        return new Answer(response.body(), chain(response, question));
    }

    /** The whole answer in the time: the client's own limit ends with the headers. */
    private HttpResponse<byte[]> send(Question question) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request(question), info -> body(info, question));
        try {
            return response.get(limits.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new IOException(question + ": no whole answer within " + limits.answer(), e);
        } catch (ExecutionException e) {
            throw failed(question, Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(question + ": interrupted");
        }
    }

    private IOException failed(Question question, Throwable cause) {
        if (closed) {
            return new InterruptedIOException(question + ": broken off, since the endorser was closed");
        }
        for (@Nullable Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof MalformedAnswer malformed) {
                return new MalformedAnswer(question + ": " + malformed.getMessage());
            }
        }
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new IOException(question + ": cannot be reached, or broke off (" + reason + ")", cause);
    }

    private static HttpRequest request(Question question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(question.address());
        question.headers().forEach(request::header);
        question.post().ifPresent(body -> request.POST(BodyPublishers.ofByteArray(body)));
        return request.build();
    }

    private static BoundedBody body(ResponseInfo info, Question question) {
        return info.statusCode() == OK
                ? new BoundedBody(question.maxBytes(), BoundedBody.Excess.REFUSED)
                : new BoundedBody(MAX_EXPLANATION, BoundedBody.Excess.CUT);
    }

    private SourceFailure failure(HttpResponse<byte[]> response, Question question) {
        String said = new String(response.body(), StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~]+", " ")
                .strip();
        String message = question + ": status " + response.statusCode() + ", " + advice(response)
                + (said.isEmpty() ? "" : ". The source says: " + said);
        Optional<String> wait = response.headers().firstValue("Retry-After");
        return new SourceFailure(
                response.statusCode(), message, wait.flatMap(value -> RetryAfter.parse(value, clock.instant())));
    }

    private static String advice(HttpResponse<?> response) {
        int status = response.statusCode();
        return switch (status) {
            case 400 -> "the source does not understand the question, or does not know the platform";
            case 401, 403 -> "the source wants a key, or refuses the one in the configuration";
            case 404 -> "the source does not know it";
            case 429 -> "too many questions: ask less often, or run a cache of the vendor's service";
            default -> {
                if (status / 100 == 3) {
                    yield "a redirect, which is never followed: configure the address itself";
                }
                yield status >= 500 ? "the source has failed: try later, or configure another" : "no answer";
            }
        };
    }

    private static String chain(HttpResponse<?> response, Question question) throws MalformedAnswer {
        if (question.chainHeaders().isEmpty()) {
            return "";
        }
        for (String name : question.chainHeaders()) {
            Optional<String> value = response.headers().firstValue(name);
            if (value.isPresent() && value.get().length() <= MAX_CHAIN) {
                return value.get();
            }
        }
        throw new MalformedAnswer(question + ": the answer lacks the header "
                + question.chainHeaders().getFirst() + ": a proxy may have dropped it");
    }

    /** Breaks off what is under way, for good: to ask again does not help. */
    @Override
    public void close() {
        closed = true;
        client.shutdownNow();
    }
}
