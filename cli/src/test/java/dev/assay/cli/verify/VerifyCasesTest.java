package dev.assay.cli.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.assay.cli.Ran;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.gnark.VerifiedGnarkPlonkKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCasesTest {

    @TempDir
    private Path folder = Path.of("");

    private Ran run(String... lines) throws IOException {
        for (String name : new String[] {"proof.json", "public.json", "verification_key.json"}) {
            Files.copy(
                    Path.of(Ran.sample("circuits/reserves/" + name)),
                    folder.resolve(name),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        Path cases = Files.writeString(folder.resolve("cases.jsonl"), String.join("\n", lines));
        return Ran.command("verify", "cases", cases.toString());
    }

    private static String proof(String id, String publicInputs, String verdict) {
        return "{\"id\":\"" + id + "\",\"kind\":\"proof\",\"system\":\"groth16\",\"curve\":\"bn128\","
                + "\"format\":\"snarkjs\",\"vk\":\"verification_key.json\",\"proof\":\"proof.json\",\"public\":"
                + publicInputs + ",\"expect\":{\"verdict\":\"" + verdict + "\"}}";
    }

    @Test
    void isStatusZeroWhenEveryVerdictIsTheExpectedOne() throws IOException {
        Ran ran = run(proof("good", "\"public.json\"", "accept"), proof("bad", "[\"1\",\"2\",\"3\"]", "reject"));
        assertEquals("""
                good\taccept\t-\taccept\tok
                bad\treject\tPROOF_INVALID\treject\tok
                total 2: 2 ok, 0 wrong, 0 unsupported
                """, ran.out());
        assertEquals(0, ran.status());
    }

    @Test
    void isStatusOneWhenOneDiffers() throws IOException {
        Ran ran = run(proof("good", "\"public.json\"", "reject"));
        assertTrue(ran.out().startsWith("good\taccept\t-\treject\tDIFF\n"), ran.out());
        assertEquals(1, ran.status());
    }

    @Test
    void neverCallsAnUnsupportedCaseOk() throws IOException {
        Ran ran = run("{\"id\":\"x\",\"kind\":\"riddle\",\"expect\":\"reject\"}");
        assertEquals("x\tunsupported\t-\treject\tDIFF\ntotal 1: 0 ok, 0 wrong, 1 unsupported\n", ran.out());
        assertEquals(1, ran.status());
    }

    @Test
    void neverCallsACaseOkWhoseWordsItDoesNotKnow() throws IOException {
        Ran ran = run(proof("good", "\"public.json\"", "perhaps"));
        assertEquals(1, ran.status());
    }

    @Test
    void callsAnSnpCaseOkOnlyIfTheRightThingIsMissing() throws IOException {
        Path report = vectors().resolve("snp/open/report-v3-40a2778d.bin");
        String words = "no endorsement key in the repository: parse test; chain must be reported as missing";
        String line = "{\"id\":\"x\",\"kind\":\"snp\",\"file\":\"%s\",\"expect\":\"" + words + "\"}";
        assertTrue(run(line.formatted(report)).out().startsWith("x\treject\tENDORSEMENT_MISSING\treject\tok\n"));
        Path broken = Files.write(folder.resolve("broken.bin"), new byte[1184]);
        assertTrue(run(line.formatted(broken)).out().startsWith("x\treject\tSNP_VERSION\tunknown\tDIFF\n"));
    }

    private static Path vectors() {
        Path vectors = Ran.ROOT.resolve("../shared/vectors");
        assumeTrue(Files.exists(vectors), "the shared vectors are not on this machine");
        return vectors;
    }

    @Test
    void agreesWithEveryCaseOfTheSharedVectorsThatItSupports() {
        Ran ran = Ran.command(
                "verify", "cases", vectors().resolve("vectors.jsonl").toString());
        assertTrue(ran.out().contains(" ok, 0 wrong, "), ran.out());
    }

    @Test
    void agreesWithEveryProofOfTheSharedVectors() {
        Ran ran = Ran.command(
                "verify", "cases", vectors().resolve("zk/vectors.jsonl").toString());
        assertTrue(ran.out().contains(" ok, 0 wrong, 0 unsupported\n"), ran.out());
    }

    @Test
    void saysWhyProofsOfZkvmsAreRejected() throws IOException {
        assertRejected("zk-risc0-receipt-v5_0-receipt-journal-flipped", "PROOF_INVALID");
        assertRejected("zk-risc0-receipt-v5_0-receipt-selector-zero", "SELECTOR_MISMATCH");
        assertRejected("zk-sp1-v4-groth16-proof_invalid", "SELECTOR_MISMATCH");
        assertRejected("zk-sp1-v4-plonk-proof_invalid", "SELECTOR_MISMATCH");
    }

    private static void assertRejected(String id, String reason) throws IOException {
        CaseOutcome outcome = new Cases(vectors().resolve("zk")).run(line(id));
        assertEquals(new CaseOutcome(id, CaseOutcome.REJECT, reason, CaseOutcome.REJECT), outcome);
    }

    private static String line(String id) throws IOException {
        try (Stream<String> lines = Files.lines(vectors().resolve("zk/vectors.jsonl"))) {
            return lines.filter(line -> line.contains("\"" + id + "\""))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void takesTheReleaseFromTheIdAndNotFromTheProof() throws IOException {
        String other = line("zk-risc0-receipt-v5_0-receipt").replace("v5_0", "v3_0");
        assertEquals(
                "SELECTOR_MISMATCH",
                new Cases(vectors().resolve("zk")).run(other).reason());
        String unknown = line("zk-risc0-receipt-v5_0-receipt").replace("v5_0", "v9_0");
        assertEquals(
                CaseOutcome.UNSUPPORTED,
                new Cases(vectors().resolve("zk")).run(unknown).verdict());
    }

    @Test
    void verifiesNoReceiptWithoutItsReleasesKey() throws IOException {
        for (String id : new String[] {"zk-risc0-receipt-v5_0-receipt", "zk-sp1-v6-groth16-proof_bytes"}) {
            assertEquals(
                    CaseOutcome.UNSUPPORTED, new Cases(folder).run(line(id)).verdict());
        }
    }

    @Test
    void isWrongUseWhereAProofIsNoHexadecimalNumber() throws IOException {
        assertEquals(2, run(sp1("xy", "00".repeat(32))).status());
        assertEquals(2, run(sp1("00", "00".repeat(31))).status());
    }

    private static String sp1(String proof, String program) {
        return "{\"id\":\"zk-sp1-v4-plonk-x\",\"kind\":\"proof\",\"system\":\"plonk\",\"curve\":\"bn254\","
                + "\"format\":\"sp1\",\"proofHex\":\"" + proof + "\",\"programVkeyHex\":\"" + program
                + "\",\"publicValuesHex\":\"\",\"expect\":{\"verdict\":\"reject\"}}";
    }

    @Test
    void knowsTheKeysOfSp1sContracts() {
        for (Sp1Release release : Sp1Release.values()) {
            Verdict<VerifiedGnarkPlonkKey> key = VerifiedGnarkPlonkKey.load(Curve.BN254, release.plonkKey());
            assertTrue(key instanceof Verdict.Verified, release.name());
        }
    }
}
