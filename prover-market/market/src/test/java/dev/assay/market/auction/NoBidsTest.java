package dev.assay.market.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.auction.Outcome;
import dev.assay.verification.auction.Outcome.Cause;
import dev.assay.verification.auction.Outcome.Lost;
import dev.assay.verification.sign.Address;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoBidsTest {

    @Test
    void countsWhyNobodyBid() {
        Round.Answers answers = new Round.Answers(List.of(), Map.of("BUSY", 2), nodes(4));
        Outcome outcome = new Outcome.Unsold(List.of(
                new Lost(node(10), Cause.ABOVE_RESERVE),
                new Lost(node(11), Cause.ABOVE_RESERVE),
                new Lost(node(12), Cause.TOO_LATE),
                new Lost(node(13), Cause.ABOVE_RESERVE)));
        assertEquals(
                "2 passed with BUSY; 3 asked more than the requester pays; 1 would be too late; 4 did not answer",
                NoBids.describe(answers, outcome, 0));
    }

    private static Set<Address> nodes(int count) {
        return IntStream.range(0, count).mapToObj(NoBidsTest::node).collect(Collectors.toSet());
    }

    private static Address node(int number) {
        byte[] address = new byte[Address.SIZE_BYTES];
        address[0] = (byte) number;
        return Address.of(address);
    }

    @Test
    void isShortHoweverManyCodesNodesMakeUp() {
        Map<String, Integer> passes = new TreeMap<>(Map.of("BUSY", 7));
        for (int i = 0; i < 10_000; i++) {
            passes.put("CODE_" + "X".repeat(50) + i, 1);
        }
        String why = NoBids.describe(new Round.Answers(List.of(), passes, Set.of()), new Outcome.Unsold(List.of()), 0);
        assertEquals("7 passed with BUSY", why.substring(0, why.indexOf(';')));
        assertEquals("9996 passed with other codes", why.substring(why.lastIndexOf(';') + 2));
    }
}
