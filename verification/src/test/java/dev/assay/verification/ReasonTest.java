package dev.assay.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonTest {

    @Test
    void everyReasonHasWordsOfItsOwn() {
        assertEquals(
                Reason.values().length,
                Arrays.stream(Reason.values())
                        .map(Reason::explanation)
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void saysWhatWasWrongAndWhatToDo(Reason reason) {
        String text = reason.explanation();
        assertTrue(text.matches("[A-Z].*[.]"), text);
        assertTrue(text.split("(?<=[.])\\s|;\\s|:\\s").length >= 2 || text.contains(", "), text);
    }
}
