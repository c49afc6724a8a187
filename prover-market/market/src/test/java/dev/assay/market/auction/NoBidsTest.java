package dev.assay.market.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NoBidsTest {

    @Test
    void countsWhyNobodyBid() {
        Round.Answers answers = new Round.Answers(List.of(), Map.of("BUSY", 2), 4);
        assertEquals(
                "2 passed with BUSY; 3 asked more than the requester pays; 1 would be too late; 4 did not answer",
                NoBids.describe(answers, 1, 3, 0));
    }

    @Test
    void isShortHoweverManyCodesNodesMakeUp() {
        Map<String, Integer> passes = new TreeMap<>(Map.of("BUSY", 7));
        for (int i = 0; i < 10_000; i++) {
            passes.put("CODE_" + "X".repeat(50) + i, 1);
        }
        String why = NoBids.describe(new Round.Answers(List.of(), passes, 0), 0, 0, 0);
        assertEquals("7 passed with BUSY", why.substring(0, why.indexOf(';')));
        assertEquals("9996 passed with other codes", why.substring(why.lastIndexOf(';') + 2));
    }
}
