package dev.assay.enclave.endorse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sources do that are down, overloaded, broken or hostile. */
class HttpFailuresTest {

    private static final byte[] BODY = {1, 2, 3};
    private static final int MAX_BYTES = 1000;

    @TempDir
    Path cache;

    private Place place;
    private ExecutorService threads;
    private HttpSource source;

    @BeforeEach
    void open() {
        place = new Place(cache);
        threads = Executors.newVirtualThreadPerTaskExecutor();
        source = new HttpSource(Place.LIMITS, threads, () -> place.now);
    }

    @AfterEach
    void close() {
        source.close();
        threads.shutdownNow();
        place.close();
    }

    private Answer ask() throws IOException {
        Attempts attempts = new Attempts(source, Place.LIMITS, place.pauses::add, RandomGenerator.getDefault());
        return attempts.ask(Question.get("a thing", place.vendor.address() + "/x", MAX_BYTES), 3);
    }

    private IOException failure() {
        return assertThrows(IOException.class, this::ask);
    }

    @Test
    void whatIsNotFoundIsNotAskedForAgain() {
        IOException failure = failure();
        assertEquals(404, assertInstanceOf(SourceFailure.class, failure).status());
        assertTrue(failure.toString().contains("/x): status 404, the source does not know it"));
        assertTrue(failure.toString().contains("{\"error\":\"no such\"}"));
        assertEquals(1, place.vendor.asked.size());
    }

    @Test
    void waitsAsLongAsItIsAskedTo() throws IOException {
        FakeVendor.Reply busy = FakeVendor.fixed(429, new byte[0], Map.of("Retry-After", "7"));
        place.vendor.give("/x", FakeVendor.inTurn(busy, FakeVendor.fixed(200, BODY, Map.of())));
        assertEquals(3, ask().body().length);
        assertEquals(List.of(Duration.ofSeconds(7)), place.pauses);
    }

    @Test
    void doesNotWaitForAnHour() {
        place.vendor.give("/x", FakeVendor.fixed(429, new byte[0], Map.of("Retry-After", "3600")));
        assertTrue(failure().toString().contains("asks to wait PT1H"));
        assertEquals(List.of(), place.pauses);
    }

    @Test
    void asksAgainWhereTheSourceHasFailed() throws IOException {
        FakeVendor.Reply failed = FakeVendor.fixed(500, "");
        place.vendor.give("/x", FakeVendor.inTurn(failed, failed, FakeVendor.fixed(200, BODY, Map.of())));
        assertEquals(3, ask().body().length);
        assertEquals(2, place.pauses.size());
        assertTrue(place.pauses.getFirst().compareTo(Duration.ofMillis(100)) <= 0);
        assertTrue(place.pauses.getLast().compareTo(Duration.ofMillis(100)) >= 0);
    }

    @Test
    void givesUpAfterTheAttemptsThatItHas() {
        place.vendor.give("/x", FakeVendor.fixed(503, ""));
        assertTrue(failure().toString().contains("try later, or configure another"));
        assertEquals(3, place.vendor.asked.size());
    }

    @Test
    void aSlowSourceDoesNotHoldUs() {
        place.vendor.give("/x", (exchange, body) -> {
            exchange.sendResponseHeaders(200, 500);
            drip(exchange, 500);
        });
        FetchLimits brief = new FetchLimits(
                Duration.ofSeconds(10), Duration.ofMillis(400), 1, Duration.ofMillis(1), Duration.ofSeconds(1), 1);
        try (HttpSource impatient = new HttpSource(brief, threads, () -> place.now)) {
            Question question = Question.get("a thing", place.vendor.address() + "/x", MAX_BYTES);
            IOException failure = assertTimeout(
                    Duration.ofSeconds(20), () -> assertThrows(IOException.class, () -> impatient.ask(question)));
            assertTrue(failure.toString().contains("no whole answer within PT0.4S"), failure.toString());
        }
    }

    private static void drip(HttpExchange exchange, int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    @Test
    void anEndlessBodyEndsAtTheBound() {
        place.vendor.give("/x", (exchange, body) -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[4096]);
            }
        });
        assertTimeout(
                Duration.ofSeconds(10), () -> assertTrue(failure().toString().contains("more than 1000 bytes")));
        assertEquals(1, place.vendor.asked.size());
    }

    @Test
    void anAnswerOfOneByteTooManyIsRefused() throws IOException {
        place.vendor.give("/x", new byte[MAX_BYTES]);
        assertEquals(MAX_BYTES, ask().body().length);
        place.vendor.give("/x", new byte[MAX_BYTES + 1]);
        assertTrue(failure().toString().contains("more than 1000 bytes"));
    }

    @Test
    void anErrorsExplanationIsCut() {
        place.vendor.give("/x", FakeVendor.fixed(400, "e".repeat(100_000)));
        assertTrue(failure().toString().length() < 600);
    }

    @Test
    void redirectsAreNotFollowed() {
        place.vendor.give("/x", FakeVendor.fixed(302, new byte[0], Map.of("Location", "/elsewhere")));
        place.vendor.give("/elsewhere", BODY);
        assertTrue(failure().toString().contains("a redirect, which is never followed"));
        assertEquals(0, place.vendor.askedFor("elsewhere"));
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() {
        place.vendor.give("/x", (exchange, body) -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(BODY);
            exchange.getResponseBody().flush();
        });
        assertTrue(failure().toString().contains("cannot be reached, or broke off"));
        assertEquals(3, place.vendor.asked.size());
    }

    @Test
    void aDeadSourceIsSaidToBe() {
        place.vendor.close();
        assertTrue(failure().toString().contains("cannot be reached"));
        assertEquals(2, place.pauses.size());
    }

    @Test
    void keysAreNeverSentInTheClear() {
        IntelSource plain = IntelSource.pccs(URI.create("http://pccs.example"));
        assertThrows(IllegalArgumentException.class, () -> plain.withKey(new ServiceKey("secret")));
        assertEquals("***", new ServiceKey("secret").toString());
        assertThrows(IllegalArgumentException.class, () -> IntelSource.pccs(URI.create("file:///etc/passwd")));
    }

    @Test
    void readsBothFormsOfRetryAfter() {
        assertEquals(Optional.of(Duration.ofSeconds(5)), RetryAfter.parse("5", Place.NOW));
        assertEquals(Optional.of(Duration.ofSeconds(60)), RetryAfter.parse("Wed, 1 Jul 2026 12:01:00 GMT", Place.NOW));
        assertEquals(Optional.of(Duration.ZERO), RetryAfter.parse("Wed, 1 Jul 2026 11:00:00 GMT", Place.NOW));
        assertEquals(Optional.empty(), RetryAfter.parse("soon", Place.NOW));
    }
}
