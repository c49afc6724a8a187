package dev.assay.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A machine of Azure's, at times with Intel's collateral of its platform and without. */
class AzureTdxCasesTest {

    private static final Path VECTORS = Ran.ROOT.resolve("../shared/vectors");

    @BeforeAll
    static void needsTheSharedVectors() {
        assumeTrue(Files.exists(VECTORS), "the shared vectors are not on this machine");
    }

    private static CaseOutcome run(String file, String time) throws IOException {
        return new Cases(VECTORS)
                .run(
                        "{\"id\":\"x\",\"kind\":\"azure-vtpm\",\"file\":\"azure-vtpm/open/%s\",\"time\":\"%s\",\"expect\":\"valid\"}"
                                .formatted(file, time));
    }

    @Test
    void acceptsAMachineWithCollateralOfItsPlatformAndTime() throws IOException {
        for (String time : new String[] {"2026-03-15T00:00:00+00:00", "2026-03-01T00:00:00+00:00"}) {
            assertEquals(
                    new CaseOutcome("x", CaseOutcome.ACCEPT, "-", CaseOutcome.ACCEPT),
                    run("az_tdx-live-evidence.json", time));
        }
    }

    @Test
    void hasNoVerdictWithoutCollateralOfThePlatformAndTheTime() throws IOException {
        CaseOutcome none = new CaseOutcome("x", CaseOutcome.UNSUPPORTED, "ENDORSEMENT_MISSING", CaseOutcome.ACCEPT);
        assertEquals(none, run("az_tdx-live-evidence.json", "2026-05-15T00:00:00+00:00"));
        assertEquals(none, run("az_tdx-live-evidence.json", "2026-07-01T00:00:00+00:00"));
        assertEquals(none, run("az_tdx-evidence-v1.json", "2024-06-01T00:00:00+00:00"));
    }

    @Test
    void rejectsAMachineWhoseTcbIsOutOfDate() throws IOException {
        assertEquals(
                CaseOutcome.REJECT,
                run("az_tdx-evidence-v1.json", "2025-06-19T09:35:34+00:00").verdict());
    }
}
