package dev.assay.verification.proof.zkvm;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.proof.gnark.ZkVectors;
import dev.assay.verification.proof.gnark.ZkVectors.Vector;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** RISC Zero's published test receipts of releases 2.0 to 5.0, and others made of them. */
class Risc0VectorTest {

    private static final Map<String, Reason> REASONS = Map.of(
            "journal-flipped", Reason.PROOF_INVALID,
            "image-flipped", Reason.PROOF_INVALID,
            "selector-zero", Reason.SELECTOR_MISMATCH);

    private static final List<String> FOLDERS = List.of(
            "risc0-receipt-v2_0",
            "risc0-receipt-v2_1",
            "risc0-receipt-v2_2",
            "risc0-receipt-v3_0",
            "risc0-receipt-v5_0");

    @BeforeAll
    static void needsVectors() {
        ZkVectors.assumePresent();
    }

    @TestFactory
    Stream<DynamicTest> verdictsAndReasonsAreThoseExpected() throws IOException {
        List<Vector> vectors = ZkVectors.all("risc0", "groth16");
        assertEquals(20, vectors.size());
        assertEquals(5, vectors.stream().filter(Vector::isAccepted).count());
        return vectors.stream().map(vector -> DynamicTest.dynamicTest(vector.id(), () -> check(vector)));
    }

    private static void check(Vector vector) throws IOException {
        String folder =
                vector.id().substring("zk-".length(), vector.id().indexOf("-receipt", "zk-risc0-receipt".length()));
        var verdict = Risc0Verifier.verify(
                Risc0Sample.loadParameters(folder),
                vector.hex("sealHex"),
                Digest.of(vector.hex("imageIdHex")),
                vector.hex("journalHex"));
        if (vector.isAccepted()) {
            assertEquals(Digest.of(vector.hex("imageIdHex")), value(verdict).imageId());
            assertEquals(Digest.sha256(vector.hex("journalHex")), value(verdict).journal());
        } else {
            assertReason(reason(vector.id()), verdict);
        }
    }

    private static Reason reason(String id) {
        return REASONS.entrySet().stream()
                .filter(entry -> id.endsWith("-" + entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void selectorsFollowFromKeyControlRootAndControlId() throws IOException {
        for (String folder : FOLDERS) {
            byte[] selector = Risc0Sample.loadParameters(folder).selector();
            assertEquals(Risc0Sample.meta(folder, "selector"), HexFormat.of().formatHex(selector));
        }
    }

    @Test
    void claimDigestsAreThosePublished() throws IOException {
        for (String folder : FOLDERS) {
            Risc0Sample sample = Risc0Sample.load(folder);
            Risc0Claim claim = Risc0Claim.succeeded(sample.imageId(), sample.journal());
            assertEquals(Risc0Sample.meta(folder, "claimDigest"), claim.digest().hex());
        }
    }

    @Test
    void receiptsOfOneReleaseAreRejectedUnderEachOther() throws IOException {
        for (String folder : FOLDERS) {
            Risc0Sample sample = Risc0Sample.load(folder);
            for (String other : FOLDERS) {
                if (!other.equals(folder)) {
                    assertReason(
                            Reason.SELECTOR_MISMATCH,
                            sample.withParameters(Risc0Sample.loadParameters(other))
                                    .verify());
                }
            }
        }
    }
}
