package dev.assay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "run",
                "verify",
                "verify receipt",
                "verify evidence",
                "verify proof",
                "verify cases",
                "convert",
                "convert proof",
                "convert key",
                "convert inputs",
                "prove",
                "setup",
                "setup verify",
                "relay",
                "market",
                "enclave",
                "enclave doctor",
                "node",
                "node doctor"
            })
    void everyCommandExplainsItselfWithAnExample(String command) {
        Ran ran = Ran.command((command + " --help").split(" ", -1));
        assertEquals(0, ran.status());
        assertTrue(ran.out().contains("Example: assay " + command), ran.out());
    }

    @Test
    void withoutACommandItShowsWhereToStart() {
        Ran ran = Ran.command();
        assertEquals(0, ran.status());
        assertTrue(ran.out().contains("./assay demo"));
    }

    @Test
    void doctorTellsTheMachine() {
        Ran ran = Ran.command("node", "doctor", "--json");
        assertEquals(0, ran.status());
        assertTrue(ran.json().containsKey("cores"));
        assertTrue(ran.json().containsKey("gpu"));
    }
}
