package dev.assay.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cli.Ran;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.dcap.DcapEndorsements;
import dev.assay.verification.tee.dcap.VerifiedCollateral;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of Intel's files of many days go together. */
class IntelCollateralTest {

    private static final Path VECTORS = Ran.ROOT.resolve("../shared/vectors");
    private static final Instant TIME = Instant.parse("2025-02-20T00:00:00Z");
    private static final String SIGNER = "tcbsigning-chain-b2ca71.pem";

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsTheSharedVectors() {
        assumeTrue(Files.exists(VECTORS), "the shared vectors are not on this machine");
    }

    private void keep(String... names) throws IOException {
        for (String name : names) {
            Files.copy(VECTORS.resolve("intel/open/collateral").resolve(name), folder.resolve(name));
        }
    }

    private Verdict<VerifiedCollateral> verify() throws IOException {
        keep(
                "tcbinfo-tdx-90c06f000000-2025-02-15-ce6278.json",
                "qeidentity-TD_QE-2025-02-15-dfd710.json",
                "pckcrl-platform-2025-02-15-1d689a.der",
                "rootcrl-2024-03-20-6b9fff.der");
        List<DcapEndorsements> candidates = new IntelCollateral(folder, TrustAnchors.intelSgx(), TIME).candidates();
        assertEquals(1, candidates.size());
        return VerifiedCollateral.verify(candidates.getFirst(), TrustAnchors.intelSgx(), TIME);
    }

    /** As while Intel changes its signer: the younger one, valid too, has not signed this. */
    @Test
    void takesTheSignerThatSignedAndNotTheYoungestOne() throws IOException {
        keep(SIGNER);
        Files.copy(
                VECTORS.resolve("azure-vtpm/open/roots/azure-virtual-tpm-root-2023.pem"),
                folder.resolve("tcbsigning-chain-younger.pem"));
        assertInstanceOf(Verdict.Verified.class, verify());
    }

    @Test
    void leavesToTheVerifierWhatNobodySigned() throws IOException {
        Files.copy(
                VECTORS.resolve("azure-vtpm/open/roots/azure-virtual-tpm-root-2023.pem"),
                folder.resolve("tcbsigning-chain-other.pem"));
        assertInstanceOf(Verdict.Rejected.class, verify());
    }

    @Test
    void findsNoSignerWhereThereIsNone() throws IOException {
        assertInstanceOf(Verdict.Rejected.class, verify());
    }
}
