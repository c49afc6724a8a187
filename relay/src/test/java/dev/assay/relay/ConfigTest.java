package dev.assay.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.config.Config;
import dev.assay.verification.sign.SigningDomain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    private static RelayConfig load(String key, String value) throws IOException {
        return Config.load(RelayConfig.class, null, Map.of("ASSAY_RELAY_" + key, value), "ASSAY_RELAY");
    }

    @Test
    void defaultsTrustHardwareOnlyAndListenLocally() {
        RelayConfig config = RelayConfig.defaults();
        assertTrue(config.insecureSimulatedRoots().isEmpty());
        assertEquals(Optional.empty(), config.insecureSimulatedRootFile());
        assertEquals("127.0.0.1", config.listen().host());
        assertEquals(SigningDomain.dev(), config.domain());
    }

    @Test
    void refusesUnknownKeysAndUselessValues() {
        assertThrows(IllegalArgumentException.class, () -> load("MARKETT", "127.0.0.1:1"));
        assertThrows(IllegalArgumentException.class, () -> load("MAX_REQUESTS", "0"));
        assertThrows(IllegalArgumentException.class, () -> load("SILENCE", "0s"));
        assertThrows(IllegalArgumentException.class, () -> load("INSECURE_SIMULATED_ROOTS", "abc"));
    }

    @Test
    void saysWhereItCannotListen() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            String taken = relay.relay.address().toString();
            IOException failure = assertThrows(IOException.class, () -> Relay.start(load("LISTEN", taken)));
            assertTrue(String.valueOf(failure.getMessage()).contains(taken));
        }
    }

    @Test
    void refusesAPolicyThatNoStandingEvidenceCanMeet(@TempDir Path folder) throws Exception {
        Path policy = Files.writeString(
                folder.resolve("policy.json"),
                "{\"measurements\":\"any\",\"debug\":\"refuse\",\"freshness\":\"nonce\",\"clockSkewSeconds\":60}");
        RelayConfig config = Config.load(
                RelayConfig.class,
                null,
                Map.of("ASSAY_RELAY_POLICY", policy.toString(), "ASSAY_RELAY_LISTEN", "127.0.0.1:0"),
                "ASSAY_RELAY");
        assertThrows(IllegalArgumentException.class, () -> Relay.start(config));
    }
}
