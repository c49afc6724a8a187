package dev.assay.verification.tee.dcap;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every shared quote has its verdict, its TCB statuses and its advisories, and each that is refused its reason. */
class DcapVectorsTest {

    private static final DcapPolicy STRICT = DcapPolicy.strict()
            .anyMeasurement()
            .minEvaluation(0)
            .anyPlatform()
            .insecureAnyReportData()
            .build();

    private static final Instant YEARS_LATER = Instant.parse("2060-01-01T00:00:00Z");
    private static final Instant YEARS_BEFORE = Instant.parse("2017-01-01T00:00:00Z");

    /** Real quotes that are not verified at all. */
    private static final Map<String, Reason> REAL = Map.of(
            "intel-tdx-46ca3f90-nocoll", Reason.ENDORSEMENT_MISSING,
            "intel-tdx-4fbd4361-nocoll", Reason.ROOT_UNTRUSTED,
            "intel-sgx-72a05bf6-nocoll", Reason.ENDORSEMENT_MISSING);

    private static final Map<String, Reason> SYNTHETIC = Map.ofEntries(
            Map.entry("status-swhardening", Reason.TCB_STATUS_NOT_ACCEPTED),
            Map.entry("status-revoked", Reason.TCB_REVOKED),
            Map.entry("status-unknown-string", Reason.TCB_STATUS_UNKNOWN),
            Map.entry("comp-below", Reason.TCB_STATUS_NOT_ACCEPTED),
            Map.entry("levels-unsorted", Reason.TCB_STATUS_NOT_ACCEPTED),
            Map.entry("levels-17-components", Reason.TCB_INFO_MALFORMED),
            Map.entry("levels-15-components", Reason.TCB_INFO_MALFORMED),
            Map.entry("platform-ca-revoked", Reason.CERTIFICATE_REVOKED),
            Map.entry("tcb-signing-revoked", Reason.CERTIFICATE_REVOKED),
            Map.entry("pck-crl-expired", Reason.CRL_NOT_CURRENT),
            Map.entry("pck-crl-wrong-issuer", Reason.CRL_ISSUER),
            Map.entry("pck-crl-wrong-key", Reason.CRL_SIGNATURE),
            Map.entry("root-crl-wrong-key", Reason.CRL_SIGNATURE),
            Map.entry("tcbinfo-signed-by-attacker", Reason.TCB_INFO_SIGNATURE),
            Map.entry("tcbinfo-tampered", Reason.TCB_INFO_SIGNATURE),
            Map.entry("tcbinfo-zero-signature", Reason.TCB_INFO_SIGNATURE),
            Map.entry("qe-mrsigner-mismatch", Reason.QE_SIGNER_MISMATCH),
            Map.entry("qe-prodid-mismatch", Reason.QE_PRODUCT_MISMATCH),
            Map.entry("qe-debug", Reason.QE_ATTRIBUTES_MISMATCH),
            Map.entry("qe-revoked", Reason.TCB_REVOKED),
            Map.entry("qe-svn-none", Reason.TCB_NOT_SUPPORTED),
            Map.entry("qeid-wrong-id", Reason.QE_IDENTITY_TEE_MISMATCH),
            Map.entry("fmspc-mismatch", Reason.TCB_INFO_FMSPC_MISMATCH),
            Map.entry("pceid-mismatch", Reason.TCB_INFO_PCEID_MISMATCH),
            Map.entry("ak-binding", Reason.QE_REPORT_DATA),
            Map.entry("qe-report-wrong-key", Reason.QE_REPORT_SIGNATURE),
            Map.entry("quote-zero-signature", Reason.EVIDENCE_SIGNATURE),
            Map.entry("qe-zero-signature", Reason.QE_REPORT_SIGNATURE),
            Map.entry("tcbinfo-expired", Reason.TCB_INFO_NOT_CURRENT),
            Map.entry("qeidentity-expired", Reason.QE_IDENTITY_NOT_CURRENT),
            Map.entry("pck-expired", Reason.CERTIFICATE_EXPIRED),
            Map.entry("eval-number-mismatch", Reason.TCB_EVALUATION_MISMATCH),
            Map.entry("dup-json-key", Reason.TCB_INFO_MALFORMED),
            Map.entry("sgx-debug", Reason.EVIDENCE_DEBUG),
            Map.entry("tdx-reserved-attr", Reason.TD_ATTRIBUTES_RESERVED),
            Map.entry("tdx-no-septve", Reason.TD_SEPT_VE),
            Map.entry("tdx-seam-signer", Reason.TDX_MODULE_SIGNER_MISMATCH),
            Map.entry("tdx-module-outofdate", Reason.TCB_STATUS_NOT_ACCEPTED),
            Map.entry("tdx-module-unknown", Reason.TDX_MODULE_UNKNOWN),
            Map.entry("tdx-relaunch", Reason.TCB_STATUS_NOT_ACCEPTED),
            Map.entry("bad-version-2", Reason.QUOTE_VERSION),
            Map.entry("akt-p384", Reason.QUOTE_KEY_TYPE),
            Map.entry("trailing-garbage", Reason.MALFORMED),
            Map.entry("truncated-1", Reason.MALFORMED),
            Map.entry("siglen-huge", Reason.MALFORMED),
            Map.entry("certlen-huge", Reason.MALFORMED),
            Map.entry("cert-extra", Reason.CERTIFICATE_CHAIN_LENGTH),
            Map.entry("chain-order", Reason.CERTIFICATE_NAME),
            Map.entry("flip-body", Reason.EVIDENCE_SIGNATURE),
            Map.entry("flip-report-data", Reason.EVIDENCE_SIGNATURE),
            Map.entry("forged-root", Reason.ROOT_UNTRUSTED));

    /** Here and not in a factory: a factory that gives up is no test at all, and nobody would see what was skipped. */
    @BeforeAll
    static void needsVectors() {
        DcapVectors.all();
    }

    @TestFactory
    Stream<DynamicTest> everyRealQuoteHasItsStatusesAndItsVerdict() {
        return DcapVectors.real().stream()
                .filter(DcapVectors.Case::hasCollateral)
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    GenuineQuote quote = verified(verify(vector, vector.time()));
                    assertStatuses(vector, quote.tcb());
                    assertReport(vector, quote);
                    assertVerdict(vector, quote);
                }));
    }

    private static void assertStatuses(DcapVectors.Case vector, TcbState tcb) {
        assertEquals(
                vector.expected("platform_tcb"),
                Optional.of(tcb.platform().status().word()));
        assertEquals(
                vector.expected("tdx_module_tcb"),
                tcb.tdxModule().map(module -> module.status().word()));
        assertEquals(
                vector.expected("qe_tcb"),
                Optional.of(tcb.quotingEnclave().status().word()));
        assertEquals(vector.expected("final_tcb"), Optional.of(tcb.merged().word()));
        assertEquals(vector.expectedAdvisories(), new TreeSet<>(tcb.platform().advisories()));
        assertTrue(tcb.advisories().containsAll(vector.expectedAdvisories()));
    }

    private static void assertReport(DcapVectors.Case vector, GenuineQuote quote) {
        assertEquals("intel-" + vector.text("tee").orElseThrow(), quote.tee());
        assertEquals(vector.text("fmspc"), Optional.of(quote.platform().fmspc()));
        assertEquals(vector.text("ppid"), Optional.of(quote.platform().ppid()));
        assertEquals(vector.text("pck_serial"), Optional.of(quote.platform().pckSerial()));
        assertHex(vector, "report_data", quote.report().reportData());
        for (String register : new String[] {"mrenclave", "mrsigner", "mrtd", "mrseam", "mrconfigid", "mrowner"}) {
            assertEquals(
                    vector.text(register).isPresent(),
                    quote.report().registers().containsKey(register));
            assertHex(vector, register, quote.report().registers().getOrDefault(register, new byte[0]));
        }
        assertEquals(Digest.sha256(vector.quote()), quote.digest());
        assertFalse(quote.simulated());
    }

    private static void assertHex(DcapVectors.Case vector, String field, byte[] value) {
        vector.text(field).ifPresent(hex -> assertArrayEquals(HexFormat.of().parseHex(hex), value, field));
    }

    private static void assertVerdict(DcapVectors.Case vector, GenuineQuote quote) {
        Verdict<VerifiedQuote> strict = quote.appraise(STRICT);
        switch (vector.expected("default_policy").orElseThrow()) {
            case "accept" -> assertEquals(quote.digest(), verified(strict).digest());
            case "reject" -> assertInstanceOf(Verdict.Rejected.class, strict);
            case "accept-if-advisories-allowed" -> {
                rejected(Reason.TCB_STATUS_NOT_ACCEPTED, strict);
                verified(quote.appraise(hardened(quote.tcb().advisories())));
            }
            default -> throw new AssertionError("another word for a verdict");
        }
    }

    /** Code that mitigates what these advisories say runs there. */
    private static DcapPolicy hardened(Set<String> advisories) {
        return DcapPolicy.builder()
                .anyMeasurement()
                .refuseDebug()
                .requireSeptVeDisabled()
                .refuseServiceTd()
                .tcbStatuses(Set.of(TcbStatus.UP_TO_DATE, TcbStatus.SW_HARDENING_NEEDED))
                .advisories(advisories)
                .minEvaluation(1)
                .sameEvaluation()
                .anyPlatform()
                .insecureAnyReportData()
                .build();
    }

    @TestFactory
    Stream<DynamicTest> realQuotesWithoutCollateralAreRefusedWhateverTheirSignatures() {
        return DcapVectors.real().stream()
                .filter(vector -> !vector.hasCollateral())
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    Set<Reason> reasons = reasons(verify(vector, vector.time()));
                    assertTrue(reasons.contains(Reason.ENDORSEMENT_MISSING));
                    assertTrue(reasons.contains(Objects.requireNonNull(REAL.get(vector.id()))));
                    boolean signed = vector.expected("signature_chain").equals(Optional.of("valid"));
                    assertTrue(!signed || reasons.equals(Set.of(Reason.ENDORSEMENT_MISSING)), reasons::toString);
                }));
    }

    @TestFactory
    Stream<DynamicTest> everySyntheticQuoteHasItsVerdict() {
        return DcapVectors.synthetic().stream()
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    String name = vector.id().replace("syn-o-dcap-", "");
                    Verdict<VerifiedQuote> verdict = appraise(verify(vector, vector.time()));
                    if (vector.expectedWords().startsWith("accept")) {
                        verified(verdict);
                    } else {
                        assertTrue(
                                reasons(verdict)
                                        .contains(Objects.requireNonNull(SYNTHETIC.get(name), "a reason for " + name)),
                                verdict::toString);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> syntheticQuotesHaveTheStatusThatTheIndexNames() {
        Map<String, TcbStatus> statuses = Map.of(
                "status-swhardening", TcbStatus.SW_HARDENING_NEEDED,
                "status-revoked", TcbStatus.REVOKED,
                "comp-below", TcbStatus.OUT_OF_DATE,
                "levels-unsorted", TcbStatus.OUT_OF_DATE,
                "qe-revoked", TcbStatus.REVOKED,
                "qe-svn-none", TcbStatus.NOT_SUPPORTED,
                "tdx-module-outofdate", TcbStatus.OUT_OF_DATE,
                "tdx-relaunch", TcbStatus.TD_RELAUNCH_ADVISED,
                "tdx-module-v0", TcbStatus.UP_TO_DATE);
        return statuses.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    DcapVectors.Case vector = DcapVectors.named("syn-o-dcap-" + entry.getKey());
                    assertEquals(
                            entry.getValue(),
                            verified(verify(vector, vector.time())).tcb().merged());
                }));
    }

    @TestFactory
    Stream<DynamicTest> quotesAreBoundToTheirTime() {
        return DcapVectors.all().stream()
                .filter(DcapVectors.Case::hasCollateral)
                .filter(vector -> verify(vector, vector.time()) instanceof Verdict.Verified)
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    assertTrue(reasons(verify(vector, YEARS_LATER)).contains(Reason.CERTIFICATE_EXPIRED));
                    assertTrue(reasons(verify(vector, YEARS_BEFORE)).contains(Reason.CERTIFICATE_NOT_YET_VALID));
                }));
    }

    @TestFactory
    Stream<DynamicTest> realQuotesAreAcceptedAtBothEndsOfTheirWindowAndNotBeyond() {
        return DcapVectors.real().stream()
                .filter(vector -> vector.time("valid_from").isPresent() && vector.hasCollateral())
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    Instant from = vector.time("valid_from").orElseThrow();
                    Instant until = vector.time("valid_until").orElseThrow();
                    verified(verify(vector, from));
                    verified(verify(vector, until));
                    assertInstanceOf(Verdict.Rejected.class, verify(vector, from.minusSeconds(1)));
                    assertInstanceOf(Verdict.Rejected.class, verify(vector, until.plusSeconds(1)));
                }));
    }

    @TestFactory
    Stream<DynamicTest> verifiedCollateralGivesTheSameVerdictAsFreshCollateral() {
        return DcapVectors.all().stream()
                .filter(vector -> vector.hasCollateral() && !vector.id().endsWith("-1"))
                .map(vector -> DynamicTest.dynamicTest(vector.id(), () -> {
                    Verdict<VerifiedCollateral> collateral =
                            VerifiedCollateral.verify(vector.endorsements(), vector.anchors(), vector.time());
                    Verdict<GenuineQuote> cold = verify(vector, vector.time());
                    if (collateral instanceof Verdict.Verified<VerifiedCollateral>(VerifiedCollateral once)) {
                        assertEquals(said(cold), said(DcapVerifier.verify(vector.quote(), once, vector.time())));
                    }
                    if (cold instanceof Verdict.Verified<GenuineQuote>(GenuineQuote quote)) {
                        for (Instant now : List.of(vector.time(), YEARS_LATER)) {
                            Verdict<GenuineQuote> warm = DcapVerifier.verify(vector.quote(), quote.collateral(), now);
                            assertEquals(said(verify(vector, now)), said(warm));
                        }
                    }
                }));
    }

    @Test
    void testPkiCollateralDoesNotGoWithProductionQuotes() {
        DcapVectors.Case synthetic = DcapVectors.named("syn-o-dcap-valid-sgx-v3");
        DcapVectors.Case real = DcapVectors.named("intel-sgx-a12f315d-0");
        Set<Reason> reasons =
                reasons(DcapVerifier.verify(real.quote(), synthetic.endorsements(), real.anchors(), synthetic.time()));
        assertEquals(Set.of(Reason.ROOT_UNTRUSTED), reasons);
        Set<Digest> bothRoots = new HashSet<>(real.anchors().roots());
        bothRoots.addAll(synthetic.anchors().roots());
        assertTrue(reasons(DcapVerifier.verify(
                        real.quote(), synthetic.endorsements(), TrustAnchors.pinned(bothRoots), synthetic.time()))
                .contains(Reason.COLLATERAL_ROOT_MISMATCH));
    }

    private static Set<Reason> reasons(Verdict<?> verdict) {
        Verdict.Rejected<?> rejected = assertInstanceOf(Verdict.Rejected.class, verdict, verdict::toString);
        Set<Reason> reasons = new TreeSet<>();
        rejected.findings().stream().map(Finding::reason).forEach(reasons::add);
        return reasons;
    }

    private static String said(Verdict<GenuineQuote> verdict) {
        return switch (verdict) {
            case Verdict.Verified<GenuineQuote>(GenuineQuote quote) -> "verified " + quote.digest() + quote.tcb();
            case Verdict.Simulated<GenuineQuote>(GenuineQuote quote) -> "simulated";
            case Verdict.Rejected<GenuineQuote> rejected -> rejected.findings().toString();
        };
    }

    private static Verdict<GenuineQuote> verify(DcapVectors.Case vector, Instant now) {
        return DcapVerifier.verify(vector.quote(), vector.endorsements(), vector.anchors(), now);
    }

    private static Verdict<VerifiedQuote> appraise(Verdict<GenuineQuote> verdict) {
        return verdict instanceof Verdict.Verified<GenuineQuote>(GenuineQuote quote)
                ? quote.appraise(STRICT)
                : new Verdict.Rejected<>(((Verdict.Rejected<GenuineQuote>) verdict).findings());
    }
}
