package dev.assay.bench.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @TempDir
    Path folder;

    @Test
    void aSizeOrARangeOfThem() {
        assertEquals(List.of(16), Options.of(List.of()).sizes());
        assertEquals(List.of(12), Options.of(List.of("--log2", "12")).sizes());
        assertEquals(List.of(9, 10, 11), Options.of(List.of("--log2", "9..11")).sizes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0", "25", "12..", "14..12", "-3", "1..2..3", ""})
    void refusesOtherSizes(String size) {
        assertThrows(IllegalArgumentException.class, () -> Options.of(List.of("--log2", size)));
    }

    @Test
    void severalPeersEachAFileThatIsThere() throws Exception {
        String file = Files.createFile(folder.resolve("prover")).toString();
        List<String> both = List.of("--peer", "rapidsnark=" + file, "--peer", "snarkjs=" + file);
        assertEquals(
                List.of("rapidsnark=" + file, "snarkjs=" + file),
                Options.of(both).peers());
        for (String wrong : List.of("rapidsnark", "rapidsnark=" + file + "2", "gnark=" + file)) {
            assertThrows(IllegalArgumentException.class, () -> Options.of(List.of("--peer", wrong)));
        }
    }

    @Test
    void drawsEachSeriesOnce() throws Exception {
        Chart chart = new Chart("a < b");
        chart.add("one", 12, 0.5);
        chart.add("one", 13, 1.5);
        chart.add("two", 12, 30);
        Path file = folder.resolve("chart.svg");
        chart.write(file);
        String svg = Files.readString(file);
        assertEquals(2, svg.split("<polyline", -1).length - 1);
        assertEquals(3, svg.split("<circle", -1).length - 1);
        assertEquals(1, svg.split("a &lt; b", -1).length - 1);
    }
}
