package dev.assay.edge.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.HostPort;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {

    private static final String HEX = "ab".repeat(32);

    record Address(Optional<String> jdbcUrl) {
        static Address defaults() {
            return new Address(Optional.empty());
        }
    }

    record Sample(
            HostPort listen,
            Duration bidWindow,
            int capacity,
            Optional<String> jdbcPassword,
            Set<Digest> roots,
            boolean faucet) {
        static Sample defaults() {
            return new Sample(
                    new HostPort("127.0.0.1", 7421), Duration.ofMillis(250), 4, Optional.empty(), Set.of(), false);
        }

        Sample {
            if (capacity < 1) {
                throw new IllegalArgumentException("capacity = " + capacity + ": at least 1");
            }
        }
    }

    @TempDir
    Path folder;

    @Test
    void defaultsHoldWhenNothingIsSaid() throws IOException {
        assertEquals(Sample.defaults(), Config.load(Sample.class, null, Map.of(), "T"));
    }

    @Test
    void everyKeyCanBeSet() throws IOException {
        Path file = file(
                "listen = 0.0.0.0:1",
                "bidWindow=2s",
                "capacity = 9",
                "jdbcPassword = x y",
                "roots=" + HEX,
                "faucet = true");

        assertEquals(
                new Sample(
                        new HostPort("0.0.0.0", 1),
                        Duration.ofSeconds(2),
                        9,
                        Optional.of("x y"),
                        Set.of(Digest.ofHex(HEX)),
                        true),
                Config.load(Sample.class, file, Map.of(), "T"));
    }

    @Test
    void theEnvironmentWinsOverTheFile() throws IOException {
        assertEquals(
                Duration.ofMinutes(1),
                Config.load(Sample.class, file("bidWindow = 2s"), Map.of("T_BID_WINDOW", "1m"), "T")
                        .bidWindow());
    }

    @Test
    void anUnknownKeyStopsTheStart() throws IOException {
        String message = message(file("bidwindow = 2s"), Map.of());
        assertTrue(message.contains("bidwindow") && message.contains("bidWindow"), message);
        assertTrue(message(null, Map.of("T_BIDWINDOW", "2s")).contains("T_BIDWINDOW"));
    }

    @Test
    void aValueOfTheWrongFormStopsTheStart() throws IOException {
        assertTrue(message(file("bidWindow = 2"), Map.of()).contains("bidWindow = 2"));
        assertTrue(message(file("capacity = many"), Map.of()).contains("capacity"));
        assertTrue(message(file("capacity = 0"), Map.of()).contains("at least 1"));
        assertTrue(message(file("faucet = yes"), Map.of()).contains("true or false"));
        assertTrue(message(file("roots = abc"), Map.of()).contains("roots"));
    }

    @Test
    void theLongestDurationCanBePrinted() throws IOException {
        Sample sample = Config.load(Sample.class, file("bidWindow = 999999999d"), Map.of(), "T");
        assertTrue(Config.describe(sample).contains("bidWindow = 86399999913600000ms"));
        assertTrue(message(file("bidWindow = 999999999999d"), Map.of()).contains("bidWindow"));
    }

    @Test
    void saysThatTheFileIsMissing() {
        Path none = folder.resolve("none.properties");
        assertEquals(
                none + ": there is no such configuration file",
                assertThrows(IOException.class, () -> Config.load(Sample.class, none, Map.of(), "T"))
                        .getMessage());
    }

    @Test
    void secretsAreMasked() throws IOException {
        Sample sample = Config.load(Sample.class, file("jdbcPassword = swordfish"), Map.of(), "T");
        assertFalse(Config.describe(sample).contains("swordfish"));
        assertTrue(Config.describe(sample).contains("bidWindow = 250ms"));
    }

    @Test
    void aPasswordInsideAnAddressIsMasked() throws IOException {
        Address address = Config.load(
                Address.class,
                file("jdbcUrl = jdbc:postgresql://h/db?user=a&password=swordfish&ssl=true"),
                Map.of(),
                "T");
        assertEquals("jdbcUrl = jdbc:postgresql://h/db?user=a&password=********&ssl=true\n", Config.describe(address));
    }

    private String message(@org.jspecify.annotations.Nullable Path file, Map<String, String> environment) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Config.load(Sample.class, file, environment, "T"))
                        .getMessage());
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("test.properties"), java.util.List.of(lines));
    }
}
