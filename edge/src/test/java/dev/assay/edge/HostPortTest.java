package dev.assay.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {

    @Test
    void readsNamesAndBothKindsOfAddresses() {
        assertEquals(new HostPort("localhost", 7420), HostPort.parse("localhost:7420"));
        assertEquals(new HostPort("127.0.0.1", 0), HostPort.parse("127.0.0.1:0"));
        assertEquals(new HostPort("::1", 7420), HostPort.parse("[::1]:7420"));
        assertEquals("[::1]:7420", new HostPort("::1", 7420).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                ":7420",
                "localhost:",
                "localhost:x",
                "localhost:70000",
                "localhost:-1",
                "::1:7420"
            })
    void refusesWhatIsNotHostAndPort(String text) {
        assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text));
    }
}
