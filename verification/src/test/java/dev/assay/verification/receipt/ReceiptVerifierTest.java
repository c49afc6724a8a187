package dev.assay.verification.receipt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedNitro;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.evidence.EnclaveKeys;
import dev.assay.verification.evidence.EvidenceVerifier;
import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.TrustStore.Authority;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReceiptVerifierTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SimulatedNitro NITRO = SimulatedNitro.create(RANDOM, NOW);
    private static final SigningKey KEY = SigningKey.generate(RANDOM);
    private static final SigningDomain DOMAIN = SigningDomain.dev();
    private static final Digest NONCE = digest("nonce");
    private static final byte[] OUTPUT = "42".getBytes(StandardCharsets.UTF_8);
    private static final Expectation EXPECTED = new Expectation(digest("request"), digest("workload"), digest("input"));
    private static final AppraisalPolicy POLICY = AppraisalPolicy.builder()
            .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
            .freshness(Freshness.nonce(NONCE))
            .clockSkew(Duration.ofSeconds(60))
            .build();
    private static final byte[] EVIDENCE = evidence(keys(NOW.minusSeconds(60), NOW.plusSeconds(3600)));

    /** One receipt, with what the tests change. */
    private static final class Case {
        Digest requestId = EXPECTED.requestId();
        Digest workload = EXPECTED.workload();
        Digest input = EXPECTED.inputDigest();
        Digest outputDigest = Digest.sha256(OUTPUT);
        int status = Receipt.SUCCEEDED;
        Instant started = NOW.minusMillis(20);
        Instant finished = NOW.minusMillis(10);
        Digest evidenceDigest = Digest.sha256(EVIDENCE);
        String tee = "aws-nitro";
        boolean simulated = true;
        SigningKey key = KEY;
        byte[] evidence = EVIDENCE;
        byte[] output = OUTPUT;
        SigningDomain domain = DOMAIN;
        TrustStore anchors = TrustStore.insecureSimulated(Set.of(NITRO.rootDigest()));

        Receipt receipt() {
            return new Receipt(
                    requestId,
                    workload,
                    input,
                    outputDigest,
                    status,
                    Duration.ofMillis(5),
                    65536,
                    started,
                    finished,
                    evidenceDigest,
                    tee,
                    simulated);
        }

        Verdict<VerifiedReceipt> verdict() {
            byte[] signature = Signed.sign(receipt(), key, domain).signature();
            return ReceiptVerifier.verify(
                    receipt(), signature, evidence, EXPECTED, output, anchors, POLICY, DOMAIN, NOW);
        }
    }

    @Test
    void acceptsAReceiptOfASimulatedEnclaveAsSimulatedOnly() {
        VerifiedReceipt verified =
                assertInstanceOf(Verdict.Simulated.class, new Case().verdict()).value()
                                instanceof VerifiedReceipt receipt
                        ? receipt
                        : null;

        assertTrue(java.util.Objects.requireNonNull(verified).succeeded());
        assertArrayEquals(OUTPUT, verified.output());
    }

    @Test
    void rejectsASimulatedEnclaveUnderProductionAnchors() {
        Case c = new Case();
        c.anchors = TrustStore.production();
        assertInstanceOf(Verdict.Rejected.class, c.verdict());
        c.anchors = TrustStore.only(Authority.AWS_NITRO, TrustAnchors.pinned(Set.of(NITRO.rootDigest())));
        assertReason(Reason.EVIDENCE_SIMULATED, c);
    }

    @Test
    void rejectsAReceiptForAnotherRequest() {
        Case c = new Case();
        c.requestId = digest("another");
        assertReason(Reason.RECEIPT_REQUEST_MISMATCH, c);
    }

    @Test
    void rejectsAReceiptForAnotherWorkload() {
        Case c = new Case();
        c.workload = digest("another");
        assertReason(Reason.RECEIPT_WORKLOAD_MISMATCH, c);
    }

    @Test
    void rejectsAReceiptForAnotherInput() {
        Case c = new Case();
        c.input = digest("another");
        assertReason(Reason.RECEIPT_INPUT_MISMATCH, c);
    }

    @Test
    void rejectsAFlippedByteInTheOutput() {
        Case c = new Case();
        c.output = OUTPUT.clone();
        c.output[0] ^= 1;
        assertReason(Reason.RECEIPT_OUTPUT_MISMATCH, c);
    }

    @Test
    void rejectsAReceiptThatNamesOtherEvidence() {
        Case c = new Case();
        c.evidenceDigest = digest("another");
        assertReason(Reason.RECEIPT_EVIDENCE_MISMATCH, c);
    }

    @Test
    void rejectsAKeyThatTheEvidenceDoesNotAttest() {
        Case c = new Case();
        c.key = SigningKey.generate(RANDOM);
        assertReason(Reason.RECEIPT_SIGNER_MISMATCH, c);
    }

    @Test
    void rejectsEvidenceWithoutKeys() {
        Case c = new Case();
        c.evidence = NITRO.attest(pcrs(), null, null, NONCE.bytes(), NOW);
        c.evidenceDigest = Digest.sha256(c.evidence);
        assertReason(Reason.RECEIPT_KEY_UNATTESTED, c);
    }

    @Test
    void rejectsAReceiptThatCallsASimulatedTeeReal() {
        Case c = new Case();
        c.simulated = false;
        assertReason(Reason.RECEIPT_TEE_MISMATCH, c);
    }

    @Test
    void rejectsAReceiptThatNamesAnotherKindOfTee() {
        Case c = new Case();
        c.tee = "amd-snp";
        assertReason(Reason.RECEIPT_TEE_MISMATCH, c);
    }

    @Test
    void rejectsAReceiptSignedForAnotherDeployment() {
        Case c = new Case();
        c.domain = new SigningDomain(1, DOMAIN.deployment());
        assertReason(Reason.RECEIPT_SIGNER_MISMATCH, c);
    }

    @Test
    void rejectsTimesThatRunBackwards() {
        Case c = new Case();
        c.started = c.finished.plusMillis(1);
        assertReason(Reason.RECEIPT_TIME_INVALID, c);
    }

    @Test
    void rejectsTimesInTheFuture() {
        Case c = new Case();
        c.finished = NOW.plusSeconds(61);
        assertReason(Reason.RECEIPT_TIME_INVALID, c);
    }

    @Test
    void rejectsTimesBeforeTheKeyWasMade() {
        Case c = new Case();
        c.started = NOW.minusSeconds(7200);
        assertReason(Reason.RECEIPT_TIME_INVALID, c);
    }

    @Test
    void rejectsAnUnknownStatus() {
        for (int status : new int[] {-1, 3, 255}) {
            Case c = new Case();
            c.status = status;
            assertReason(Reason.RECEIPT_STATUS_UNKNOWN, c);
        }
    }

    @Test
    void acceptsTheReceiptOfAFailedRunWithoutOutput() {
        Case c = new Case();
        c.status = Receipt.PROGRAM_FAILED;
        c.output = new byte[0];
        c.outputDigest = Digest.sha256();
        Verdict.Simulated<VerifiedReceipt> verdict = simulated(c.verdict());
        assertTrue(verdict != null && !verdict.value().succeeded());

        c.output = OUTPUT;
        c.outputDigest = Digest.sha256(OUTPUT);
        assertReason(Reason.RECEIPT_OUTPUT_MISMATCH, c);
    }

    private static Verdict.@Nullable Simulated<VerifiedReceipt> simulated(Verdict<VerifiedReceipt> verdict) {
        return verdict instanceof Verdict.Simulated<VerifiedReceipt> simulated ? simulated : null;
    }

    @Test
    void rejectsAFlippedByteAnywhereInTheSignature() {
        Case c = new Case();
        byte[] signature = Signed.sign(c.receipt(), KEY, DOMAIN).signature();
        for (int i = 0; i < signature.length; i++) {
            byte[] flipped = signature.clone();
            flipped[i] ^= 0x10;
            Verdict<VerifiedReceipt> verdict = ReceiptVerifier.verify(
                    c.receipt(), flipped, EVIDENCE, EXPECTED, OUTPUT, c.anchors, POLICY, DOMAIN, NOW);
            Reason reason = assertInstanceOf(Verdict.Rejected.class, verdict).reason();
            assertTrue(reason == Reason.BAD_SIGNATURE || reason == Reason.RECEIPT_SIGNER_MISMATCH, reason.name());
        }
    }

    @Test
    void saysTheSameOfEvidenceThatWasVerifiedBefore() {
        Case c = new Case();
        byte[] signature = Signed.sign(c.receipt(), KEY, DOMAIN).signature();
        VerifiedEvidence known = simulatedEvidence(EVIDENCE);
        VerifiedEvidence other = simulatedEvidence(evidence(keys(NOW.minusSeconds(60), NOW.plusSeconds(3600))));
        AppraisalPolicy otherNonce = POLICY.withNonce(digest("another"));
        TrustStore production = TrustStore.only(Authority.AWS_NITRO, TrustAnchors.pinned(Set.of(NITRO.rootDigest())));
        Verdict<VerifiedReceipt> verdict =
                ReceiptVerifier.verify(c.receipt(), signature, known, EXPECTED, OUTPUT, c.anchors, POLICY, DOMAIN, NOW);
        assertInstanceOf(Verdict.Simulated.class, verdict);
        assertRejected(
                Reason.RECEIPT_EVIDENCE_MISMATCH,
                ReceiptVerifier.verify(
                        c.receipt(), signature, other, EXPECTED, OUTPUT, c.anchors, POLICY, DOMAIN, NOW));
        assertRejected(
                Reason.EVIDENCE_NONCE_MISMATCH,
                ReceiptVerifier.verify(
                        c.receipt(), signature, known, EXPECTED, OUTPUT, c.anchors, otherNonce, DOMAIN, NOW));
        assertRejected(
                Reason.EVIDENCE_SIMULATED,
                ReceiptVerifier.verify(
                        c.receipt(), signature, known, EXPECTED, OUTPUT, production, POLICY, DOMAIN, NOW));
        assertRejected(
                Reason.RECEIPT_OUTPUT_MISMATCH,
                ReceiptVerifier.verify(
                        c.receipt(), signature, known, EXPECTED, new byte[1], c.anchors, POLICY, DOMAIN, NOW));
    }

    private static VerifiedEvidence simulatedEvidence(byte[] evidence) {
        return switch (EvidenceVerifier.verify(evidence, new Case().anchors, POLICY, NOW)) {
            case Verdict.Simulated<VerifiedEvidence>(VerifiedEvidence known) -> known;
            case Verdict<VerifiedEvidence> unexpected -> throw new AssertionError(unexpected);
        };
    }

    @Test
    void aReceiptFileReadsBackTheSame() {
        Case c = new Case();
        byte[] signature = Signed.sign(c.receipt(), KEY, DOMAIN).signature();
        byte[] text = new ReceiptFile(DOMAIN, c.receipt(), signature, EVIDENCE, OUTPUT).encode();

        Object value = assertInstanceOf(Verdict.Verified.class, ReceiptFile.parse(text))
                .value();
        ReceiptFile file = assertInstanceOf(ReceiptFile.class, value);

        assertEquals(c.receipt(), file.receipt());
        assertEquals(DOMAIN, file.domain());
        assertArrayEquals(signature, file.signature());
        assertArrayEquals(EVIDENCE, file.evidence());
        assertArrayEquals(OUTPUT, file.output());
    }

    @Test
    void rejectsAReceiptFileThatShowsAnotherStatement() {
        Case c = new Case();
        c.simulated = false;
        byte[] signature = Signed.sign(c.receipt(), KEY, DOMAIN).signature();
        String text = new String(
                new ReceiptFile(DOMAIN, c.receipt(), signature, EVIDENCE, OUTPUT).encode(), StandardCharsets.UTF_8);
        assertInstanceOf(Verdict.Verified.class, parse(text.replace(",", ", ")));
        for (String shown : List.of(
                text.replace("\"primaryType\":\"Receipt\"", "\"primaryType\":\"Permit\""),
                text.replace("\"name\":\"Assay\"", "\"name\":\"Other\""),
                text.replace("\"version\":\"1\"", "\"version\":\"2\""),
                text.replace("uint8", "uint9"),
                text.replace("\"simulated\":false", "\"simulated\":\"false\""),
                text.replace("\"simulated\":false", "\"simulated\":1"),
                text.replace("\"cpuNanos\":", "\"price\":0,\"cpuNanos\":"),
                text.replace("\"status\":0", "\"status\":-0"))) {
            assertNotEquals(text, shown);
            assertRejected(Reason.MALFORMED, parse(shown));
        }
    }

    private static Verdict<ReceiptFile> parse(String text) {
        return ReceiptFile.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void quotesLittleOfHostileInputAndNothingUnprintable() {
        Case c = new Case();
        c.tee = "\u001b[2J" + "x".repeat(100_000);
        String detail = assertInstanceOf(Verdict.Rejected.class, c.verdict()).detail();
        assertTrue(detail.length() < 2_000);
        assertTrue(detail.chars().allMatch(letter -> letter >= ' ' && letter <= '~'));
    }

    @Test
    void everyMutationOfAReceiptFileIsRejectedOrSaysTheSame() {
        Case c = new Case();
        byte[] signature = Signed.sign(c.receipt(), KEY, DOMAIN).signature();
        byte[] text = new ReceiptFile(DOMAIN, c.receipt(), signature, EVIDENCE, OUTPUT).encode();
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = text.clone();
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            if (ReceiptFile.parse(mutated) instanceof Verdict.Verified<ReceiptFile>(ReceiptFile file)
                    && Arrays.equals(file.evidence(), EVIDENCE)) {
                Verdict<VerifiedReceipt> verdict = ReceiptVerifier.verify(
                        file.receipt(),
                        file.signature(),
                        EVIDENCE,
                        EXPECTED,
                        file.output(),
                        c.anchors,
                        POLICY,
                        DOMAIN,
                        NOW);
                if (verdict instanceof Verdict.Simulated<VerifiedReceipt>) {
                    assertEquals(c.receipt(), file.receipt());
                    assertArrayEquals(OUTPUT, file.output());
                }
            }
        }
    }

    private static void assertReason(Reason reason, Case c) {
        assertRejected(reason, c.verdict());
    }

    private static void assertRejected(Reason reason, Verdict<?> verdict) {
        assertEquals(reason, assertInstanceOf(Verdict.Rejected.class, verdict).reason());
    }

    private static EnclaveKeys keys(Instant notBefore, Instant notAfter) {
        byte[] hpke = new byte[32];
        RANDOM.nextBytes(hpke);
        return new EnclaveKeys(KEY.publicKey(), hpke, notBefore, notAfter);
    }

    private static byte[] evidence(EnclaveKeys keys) {
        return NITRO.attest(pcrs(), keys.signingKey(), keys.encode(), NONCE.bytes(), NOW);
    }

    private static Map<Integer, byte[]> pcrs() {
        byte[] pcr = new byte[48];
        pcr[0] = 1;
        return Map.of(0, pcr);
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
