package dev.assay.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplanationTest {

    @Test
    void everyReasonHasWordsOfItsOwn() {
        List<Reason> unexplained = Arrays.stream(Reason.values())
                .filter(reason -> !Explanation.isSpecific(reason))
                .toList();
        assertEquals(List.of(), unexplained);
        assertEquals(
                Reason.values().length,
                Arrays.stream(Reason.values()).map(Explanation::of).distinct().count());
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void saysWhatWasWrongAndWhatToDo(Reason reason) {
        String text = Explanation.of(reason);
        assertTrue(text.matches("[A-Z].*[.]"), text);
        assertTrue(text.split("(?<=[.])\\s|;\\s|:\\s").length >= 2 || text.contains(", "), text);
    }
}
