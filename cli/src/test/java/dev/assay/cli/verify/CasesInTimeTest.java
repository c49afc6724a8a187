package dev.assay.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cli.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Evidence of the vectors at other times than its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CasesInTimeTest {

    private static final Path FILE =
            Path.of(System.getProperty("assay.root"), "..", "shared", "vectors", "vectors.jsonl");

    private static final Set<String> TOO_LATE =
            Set.of("CERTIFICATE_EXPIRED", "CRL_NOT_CURRENT", "TCB_INFO_NOT_CURRENT");

    /** Tokens of Arm's have no time in them, and their platforms' keys are pinned without an end. */
    private static final String TIMELESS = "cca-";
    /** For evidence of Azure's machines on TDX the collateral of the time is looked up, and there is none. */
    private static final String WITHOUT_COLLATERAL = "az-az_tdx-";

    private record Line(String id, String verdict, String reason) {}

    private List<String> valid = List.of();

    @BeforeAll
    void findTheVectors() {
        assumeTrue(Files.isReadable(FILE), "the shared vectors are not beside the checkout");
        valid = lines().stream()
                .filter(line -> line.verdict().equals(CaseOutcome.ACCEPT))
                .map(Line::id)
                .filter(id -> !id.startsWith(TIMELESS) && !id.startsWith(WITHOUT_COLLATERAL))
                .toList();
        assertFalse(valid.isEmpty());
    }

    private static List<Line> lines(String... more) {
        List<String> command = new ArrayList<>(List.of("verify", "cases", FILE.toString()));
        command.addAll(List.of(more));
        return Ran.command(command.toArray(String[]::new))
                .out()
                .lines()
                .map(line -> line.split("\t", -1))
                .filter(parts -> parts.length == 5)
                .map(parts -> new Line(parts[0], parts[1], parts[2]))
                .toList();
    }

    private List<Line> validOnesAt(String time) {
        List<Line> lines = lines("--at", time).stream()
                .filter(line -> valid.contains(line.id()))
                .toList();
        assertEquals(valid.size(), lines.size());
        return lines;
    }

    @Test
    void nothingIsValidBeforeItsTime() {
        for (Line line : validOnesAt("1999-01-01T00:00:00Z")) {
            assertEquals("CERTIFICATE_NOT_YET_VALID", line.reason(), line.id());
        }
    }

    /** Keys of AMD's processors and of machines with virtual TPMs live for years, and NVIDIA's devices' until 9999. */
    @Test
    void documentsAndCollateralOfThePastAreExpired() {
        for (Line line : validOnesAt("2026-11-23T00:00:00Z")) {
            boolean lasting = line.verdict().equals(CaseOutcome.ACCEPT)
                    && List.of("snp-", "nv-", "az-az_snp-", "gotpm-").stream().anyMatch(line.id()::startsWith);
            if (!lasting) {
                assertEquals(CaseOutcome.REJECT, line.verdict(), line.id());
                assertTrue(TOO_LATE.contains(line.reason()), line.toString());
            }
        }
    }

    @Test
    void nothingButWhatHasNoEndIsValidForEver() {
        for (Line line : validOnesAt("2200-01-01T00:00:00Z")) {
            assertEquals(
                    line.id().startsWith("nv-") && !line.id().contains("-rim-") ? "-" : "CERTIFICATE_EXPIRED",
                    line.reason(),
                    line.id());
        }
    }
}
