package dev.assay.relay.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.Failure;
import dev.assay.relay.request.LiveRequest;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RosterTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Roster roster = new Roster(() -> now, new Random(1), Duration.ofSeconds(30));

    /** An outbox that nobody reads. */
    private static final class Nowhere implements Outbox {
        @Override
        public void admitted() {}

        @Override
        public void execute(LiveRequest request) {}

        @Override
        public void cancel(Digest requestId) {}

        @Override
        public void drain() {}

        @Override
        public void close(Failure why) {}
    }

    private Enclave enclave(int number, int capacity, long priceMicros) {
        Digest id = Digest.sha256(new byte[] {(byte) number});
        Enclave enclave = new Enclave(
                new Enclave.Attested(
                        id, Address.of(new byte[20]), ByteString.EMPTY, Instant.EPOCH, capacity, priceMicros),
                new Nowhere());
        roster.add(enclave);
        return enclave;
    }

    private Optional<Enclave> place(LiveRequest request) {
        Placement placement = new Placement(request);
        Optional<Enclave> chosen = roster.choose(placement::suits);
        chosen.ifPresent(placement::assignTo);
        return chosen;
    }

    private static LiveRequest request() {
        return Requests.within(Duration.ofMinutes(1), 100);
    }

    @Test
    void fillsEnclavesEvenly() {
        for (int i = 0; i < 10; i++) {
            enclave(i, 100, 0);
        }
        for (int i = 0; i < 500; i++) {
            place(request());
        }
        int least = roster.all().stream().mapToInt(e -> e.held().size()).min().orElseThrow();
        int most = roster.all().stream().mapToInt(e -> e.held().size()).max().orElseThrow();
        assertTrue(most - least <= 6, least + " to " + most);
    }

    @Test
    void choosesNobodyWhenAllAreFull() {
        enclave(1, 1, 0);
        enclave(2, 1, 0);
        assertTrue(place(request()).isPresent());
        assertTrue(place(request()).isPresent());
        assertFalse(place(request()).isPresent());
    }

    @Test
    void choosesNobodyWhoAsksMoreThanTheRequestPays() {
        enclave(1, 9, 101);
        assertFalse(place(request()).isPresent());
        Enclave cheap = enclave(2, 9, 100);
        assertEquals(Optional.of(cheap), place(request()));
    }

    @Test
    void whoFailsFastGetsLess() {
        Enclave failing = enclave(1, 1000, 0);
        enclave(2, 1000, 0);
        Map<Digest, Integer> chosen = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            Enclave enclave = place(request()).orElseThrow();
            chosen.merge(enclave.id(), 1, Integer::sum);
            if (enclave == failing) {
                // Answers at once, and badly: without a penalty it would always be the lighter one.
                failing.held().clear();
                roster.standing(failing).faltered();
            }
        }
        assertTrue(chosen.getOrDefault(failing.id(), 0) < 95, chosen.toString());
        assertTrue(roster.standing(failing).load(0) > 1);
    }

    @Test
    void ejectionDoublesAndEndsAndSuccessForgives() {
        Enclave liar = enclave(1, 9, 0);
        assertEquals(Duration.ofSeconds(30), roster.standing(liar).deceived(now));
        assertFalse(place(request()).isPresent());
        now = now.plusSeconds(31);
        assertTrue(place(request()).isPresent());
        assertEquals(Duration.ofSeconds(60), roster.standing(liar).deceived(now));
        now = now.plusSeconds(61);
        roster.standing(liar).verified();
        assertEquals(Duration.ofSeconds(30), roster.standing(liar).deceived(now));
    }

    @Test
    void ejectionNeverLastsLongerThanSixtyFourTimesTheFirst() {
        Enclave liar = enclave(1, 9, 0);
        Duration last = Duration.ZERO;
        for (int i = 0; i < 100; i++) {
            last = roster.standing(liar).deceived(now);
        }
        assertEquals(Duration.ofSeconds(30 * 64), last);
    }
}
