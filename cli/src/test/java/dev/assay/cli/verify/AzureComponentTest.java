package dev.assay.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cli.Ran;
import dev.assay.verification.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureComponentTest {

    private static final Path SAMPLES = Ran.ROOT.resolve("../shared/vectors/azure-vtpm/open");

    /** In a TD quote of version 4: the report, after a header of 48 bytes, has its report data at 520. */
    private static final int REPORT_DATA = 48 + 520;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void needsTheSharedVectors() {
        assumeTrue(Files.exists(SAMPLES), "the shared vectors are not on this machine");
    }

    private CaseOutcome run(byte[] quote) throws IOException {
        Files.write(folder.resolve("x-td-quote.bin"), quote);
        Files.write(folder.resolve("x-hcl-report.bin"), sample("az_tdx-hcl-report.bin"));
        return new Cases(folder)
                .run("{\"id\":\"x\",\"kind\":\"azure-vtpm\",\"file\":\"x-td-quote.bin\",\"expect\":\"TD quote\"}");
    }

    private static byte[] sample(String name) throws IOException {
        return Files.readAllBytes(SAMPLES.resolve(name));
    }

    @Test
    void takesATdQuoteOverTheClaimsOfTheReportBesideIt() throws IOException {
        assertEquals(CaseOutcome.COMPONENT, run(sample("az_tdx-td-quote.bin")).verdict());
    }

    @Test
    void rejectsATdQuoteOverOtherReportData() throws IOException {
        byte[] claimsHash = sample("az_tdx-td-quote.bin");
        claimsHash[REPORT_DATA] ^= 1;
        assertEquals(Reason.HCL_QUOTE_MISMATCH.name(), run(claimsHash).reason());
        byte[] rest = sample("az_tdx-td-quote.bin");
        rest[REPORT_DATA + 63] ^= 1;
        assertEquals(Reason.HCL_QUOTE_MISMATCH.name(), run(rest).reason());
    }
}
