package dev.assay.verification.tee.dcap;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.tee.dcap.Fake.POLICY;
import static dev.assay.verification.tee.dcap.Fake.filled;
import static dev.assay.verification.tee.dcap.Fake.policy;
import static dev.assay.verification.tee.dcap.Fake.reasons;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.QuoteWriter;
import dev.assay.verification.Reason;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DcapPolicyTest {

    private static final Fake FAKE = new Fake();

    private static QuoteWriter flipped(QuoteWriter quote, int offset, int bits) {
        quote.body[offset] ^= (byte) bits;
        return quote;
    }

    private static DcapPolicy.Builder measured() {
        return DcapPolicy.strict().minEvaluation(0).anyPlatform().insecureAnyReportData();
    }

    @Test
    void whatIsAcceptedCanBeRead() {
        VerifiedQuote enclave = simulated(FAKE.appraise(FAKE.enclave(), POLICY));
        assertEquals("intel-sgx", enclave.tee());
        assertEquals(
                Set.of("mrenclave", "mrsigner", "attributes", "configid"),
                enclave.measurements().keySet());
        assertArrayEquals(filled(32, 1), enclave.measurements().get("mrenclave"));
        assertArrayEquals(filled(64, 3), enclave.reportData());
        VerifiedQuote domain = simulated(FAKE.appraise(FAKE.domain(5), POLICY));
        assertEquals("intel-tdx", domain.tee());
        assertEquals(13, domain.measurements().size());
        assertArrayEquals(filled(48, 4), domain.measurements().get("mrtd"));
        assertArrayEquals(filled(64, 6), domain.reportData());
        assertFalse(domain.debug());
        assertEquals(TcbStatus.UP_TO_DATE, domain.tcb().merged());
        assertEquals("51".repeat(16), domain.platform().ppid());
    }

    @Test
    void refusesDebugModeUnlessAllowed() {
        DcapPolicy allowed = DcapPolicy.builder()
                .anyMeasurement()
                .insecureAllowDebug()
                .requireSeptVeDisabled()
                .refuseServiceTd()
                .tcbStatuses(Set.of(TcbStatus.UP_TO_DATE))
                .advisories(Set.of())
                .minEvaluation(0)
                .sameEvaluation()
                .anyPlatform()
                .insecureAnyReportData()
                .build();
        for (QuoteWriter debug : List.of(flipped(FAKE.enclave(), 48, 2), flipped(FAKE.domain(4), 120, 1))) {
            assertEquals(Set.of(Reason.EVIDENCE_DEBUG), reasons(FAKE.appraise(debug, POLICY)));
            assertTrue(simulated(FAKE.appraise(debug, allowed)).debug());
        }
    }

    @Test
    void refusesAttributesThatNobodyDefinedOrThatLookInside() {
        for (int bit = 1; bit < 64; bit++) {
            boolean known = Set.of(27, 28, 29, 30, 31, 62, 63).contains(bit);
            QuoteWriter quote = flipped(FAKE.domain(4), 120 + bit / 8, 1 << bit % 8);
            if (known && bit != 28 && bit != 29) {
                simulated(FAKE.appraise(quote, POLICY));
            } else if (!known) {
                assertEquals(Set.of(Reason.TD_ATTRIBUTES_RESERVED), reasons(FAKE.appraise(quote, POLICY)));
            }
        }
    }

    @Test
    void refusesDomainsThatSeeInjectedExceptions() {
        QuoteWriter quote = flipped(FAKE.domain(4), 123, 0x10);
        assertEquals(Set.of(Reason.TD_SEPT_VE), reasons(FAKE.appraise(quote, POLICY)));
    }

    @Test
    void refusesServiceDomainsUnlessTheyAreNamed() {
        QuoteWriter migratable = flipped(FAKE.domain(4), 123, 0x20);
        assertEquals(Set.of(Reason.TD_SERVICE_TD), reasons(FAKE.appraise(migratable, POLICY)));
        QuoteWriter bound = FAKE.domain(5);
        QuoteWriter.put(bound.body, 600, filled(48, 9));
        assertEquals(Set.of(Reason.TD_SERVICE_TD), reasons(FAKE.appraise(bound, POLICY)));
        simulated(FAKE.appraise(bound, serviced(policy -> policy.serviceTd(filled(48, 9)))));
        rejected(Reason.TD_SERVICE_TD, FAKE.appraise(bound, serviced(policy -> policy.serviceTd(filled(48, 8)))));
        rejected(Reason.TD_SERVICE_TD, FAKE.appraise(migratable, serviced(policy -> policy.serviceTd(filled(48, 8)))));
        simulated(FAKE.appraise(migratable, serviced(DcapPolicy.Builder::insecureAnyServiceTd)));
    }

    private static DcapPolicy serviced(UnaryOperator<DcapPolicy.Builder> decide) {
        return decide.apply(DcapPolicy.builder()
                        .anyMeasurement()
                        .refuseDebug()
                        .insecureAllowSeptVe()
                        .tcbStatuses(Set.of(TcbStatus.UP_TO_DATE))
                        .anyAdvisory()
                        .minEvaluation(20)
                        .anyEvaluation()
                        .anyPlatform()
                        .insecureAnyReportData())
                .build();
    }

    @Test
    void refusesRevokedAndUnsupportedTcbWhateverThePolicyAccepts() {
        DcapPolicy lenient = tcb(Set.of(TcbStatus.UP_TO_DATE, TcbStatus.OUT_OF_DATE), DcapPolicy.Builder::anyAdvisory);
        QuoteWriter revoked = FAKE.enclave();
        revoked.qeReport[258] = 3;
        assertEquals(Set.of(Reason.TCB_REVOKED), reasons(FAKE.appraise(revoked, lenient)));
        revoked.qeReport[258] = 1;
        assertEquals(Set.of(Reason.TCB_NOT_SUPPORTED), reasons(FAKE.appraise(revoked, lenient)));
        for (TcbStatus never : List.of(TcbStatus.REVOKED, TcbStatus.NOT_SUPPORTED)) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> DcapPolicy.builder().tcbStatuses(Set.of(TcbStatus.UP_TO_DATE, never)));
        }
        assertThrows(IllegalArgumentException.class, () -> DcapPolicy.builder().tcbStatuses(Set.of()));
    }

    private static DcapPolicy tcb(Set<TcbStatus> statuses, UnaryOperator<DcapPolicy.Builder> advisories) {
        return advisories
                .apply(DcapPolicy.builder()
                        .anyMeasurement()
                        .refuseDebug()
                        .requireSeptVeDisabled()
                        .refuseServiceTd()
                        .tcbStatuses(statuses)
                        .minEvaluation(0)
                        .sameEvaluation()
                        .anyPlatform()
                        .insecureAnyReportData())
                .build();
    }

    @Test
    void refusesStatusesAndAdvisoriesThatAreNotAccepted() {
        Fake low = new Fake();
        low.intel.platform.components[0] = 4;
        GenuineQuote quote = simulated(low.verifyEnclave());
        assertEquals(
                Set.of(Reason.TCB_STATUS_NOT_ACCEPTED, Reason.TCB_ADVISORY_NOT_ALLOWED),
                reasons(quote.appraise(POLICY)));
        Set<TcbStatus> old = Set.of(TcbStatus.OUT_OF_DATE);
        assertEquals(
                Set.of(Reason.TCB_ADVISORY_NOT_ALLOWED),
                reasons(quote.appraise(tcb(old, policy -> policy.advisories(Set.of("INTEL-SA-00002"))))));
        simulated(quote.appraise(tcb(old, policy -> policy.advisories(Set.of("INTEL-SA-00001")))));
        simulated(quote.appraise(tcb(old, DcapPolicy.Builder::anyAdvisory)));
    }

    @Test
    void refusesCollateralOfOldTcbRecoveries() {
        DcapPolicy newer = DcapPolicy.strict()
                .anyMeasurement()
                .minEvaluation(21)
                .anyPlatform()
                .insecureAnyReportData()
                .build();
        assertEquals(Set.of(Reason.TCB_EVALUATION_TOO_OLD), reasons(FAKE.appraise(FAKE.enclave(), newer)));
    }

    @Test
    void refusesCollateralOfTwoTcbRecoveries() {
        Fake mixed = new Fake();
        mixed.intel.collateral.editQeIdentity = text -> text.replace("Number\":20", "Number\":19");
        GenuineQuote quote = simulated(mixed.verifyEnclave());
        assertEquals(Set.of(Reason.TCB_EVALUATION_MISMATCH), reasons(quote.appraise(POLICY)));
    }

    @Test
    void refusesPlatformsThatAreDeniedOrNotAllowed() {
        PlatformId fmspc = new PlatformId(PlatformId.Kind.FMSPC, "00806F050000");
        PlatformId ppid = new PlatformId(PlatformId.Kind.PPID, "51".repeat(16));
        PlatformId serial = new PlatformId(PlatformId.Kind.PCK_SERIAL, "00" + FAKE.intel.pck.serial.toString(16));
        PlatformId other = new PlatformId(PlatformId.Kind.PPID, "52".repeat(16));
        for (PlatformId id : List.of(fmspc, ppid, serial)) {
            simulated(FAKE.appraise(FAKE.enclave(), platforms(policy -> policy.platforms(List.of(other, id)))));
            assertEquals(
                    Set.of(Reason.PLATFORM_NOT_ALLOWED),
                    reasons(FAKE.appraise(
                            FAKE.enclave(),
                            platforms(policy -> policy.anyPlatform().denyPlatforms(List.of(id))))));
            assertEquals(
                    Set.of(Reason.PLATFORM_NOT_ALLOWED),
                    reasons(FAKE.appraise(
                            FAKE.enclave(),
                            platforms(policy -> policy.platforms(List.of(id)).denyPlatforms(List.of(id))))));
        }
        rejected(
                Reason.PLATFORM_NOT_ALLOWED,
                FAKE.appraise(FAKE.enclave(), platforms(policy -> policy.platforms(List.of(other)))));
        assertThrows(IllegalArgumentException.class, () -> new PlatformId(PlatformId.Kind.PPID, "51"));
    }

    private static DcapPolicy platforms(UnaryOperator<DcapPolicy.Builder> decide) {
        return decide.apply(
                        DcapPolicy.strict().anyMeasurement().minEvaluation(0).insecureAnyReportData())
                .build();
    }

    @Test
    void refusesSignersThatAreDeniedWhateverTheyRun() {
        DcapPolicy policy = policy().denySigner(filled(32, 2)).build();
        assertEquals(Set.of(Reason.SIGNER_DENIED), reasons(FAKE.appraise(FAKE.enclave(), policy)));
        simulated(
                FAKE.appraise(FAKE.enclave(), policy().denySigner(filled(32, 1)).build()));
    }

    @Test
    void acceptsNamedCodeAndNoOther() {
        DcapPolicy policy = measured()
                .measurement(Map.of("mrenclave", filled(32, 1), "mrsigner", filled(32, 2)))
                .measurement(Map.of("mrtd", filled(48, 4), "rtmr0", filled(48, 5)))
                .build();
        simulated(FAKE.appraise(FAKE.enclave(), policy));
        simulated(FAKE.appraise(FAKE.domain(4), policy));
        assertEquals(
                Set.of(Reason.EVIDENCE_MEASUREMENT), reasons(FAKE.appraise(flipped(FAKE.enclave(), 64, 1), policy)));
        assertEquals(
                Set.of(Reason.EVIDENCE_MEASUREMENT), reasons(FAKE.appraise(flipped(FAKE.domain(4), 328, 1), policy)));
        simulated(FAKE.appraise(flipped(FAKE.domain(4), 376, 1), policy));
    }

    @Test
    void theCodeIsNamedByAllRegistersThatHoldIt() {
        byte[] register = filled(48, 4);
        Map<String, byte[]> domain = Map.of("mrtd", register, "rtmr0", register, "rtmr1", register, "rtmr2", register);
        assertTrue(measured().measurement(domain).build().namesCode());
        assertTrue(measured()
                .measurement(Map.of("mrenclave", filled(32, 1)))
                .build()
                .namesCode());
        assertTrue(measured().signer(filled(32, 2), 0, 1).build().namesCode());
        for (String missing : List.of("rtmr0", "rtmr1", "rtmr2")) {
            Map<String, byte[]> less = new HashMap<>(domain);
            less.remove(missing);
            assertFalse(measured().measurement(less).build().namesCode(), missing);
            // One that does not is enough for other code to pass.
            assertFalse(measured().measurement(domain).measurement(less).build().namesCode(), missing);
        }
        assertFalse(measured().signer(filled(32, 2), 0, 0).build().namesCode());
        assertFalse(measured().anyMeasurement().build().namesCode());
    }

    @Test
    void acceptsEnclavesOfASignerOnlyByProductAndVersion() {
        DcapPolicy policy = measured().signer(filled(32, 2), 7, 3).build();
        QuoteWriter quote = FAKE.enclave();
        quote.body[256] = 7;
        quote.body[258] = 3;
        simulated(FAKE.appraise(quote, policy));
        rejected(Reason.EVIDENCE_MEASUREMENT, FAKE.appraise(flipped(quote, 258, 1), policy));
        rejected(Reason.EVIDENCE_MEASUREMENT, FAKE.appraise(FAKE.enclave(), policy));
        rejected(Reason.EVIDENCE_MEASUREMENT, FAKE.appraise(FAKE.domain(4), policy));
    }

    @Test
    void aMeasurementWithoutTheCodeItselfIsNoMeasurement() {
        assertThrows(IllegalArgumentException.class, () -> measured().measurement(Map.of("rtmr3", filled(48, 1))));
        assertThrows(IllegalArgumentException.class, () -> measured().measurement(Map.of("mrsigner", filled(32, 1))));
        assertThrows(
                IllegalArgumentException.class,
                () -> measured().measurement(Map.of("mrtd", filled(48, 1), "mrenclave", filled(32, 1))));
        assertThrows(IllegalArgumentException.class, () -> measured().measurement(Map.of("mrtd", filled(32, 1))));
    }

    @Test
    void refusesOtherReportData() {
        DcapPolicy.Builder open =
                DcapPolicy.strict().anyMeasurement().minEvaluation(0).anyPlatform();
        DcapPolicy bound = open.reportData(filled(64, 3)).build();
        simulated(FAKE.appraise(FAKE.enclave(), bound));
        assertEquals(Set.of(Reason.EVIDENCE_REPORT_DATA), reasons(FAKE.appraise(FAKE.domain(4), bound)));
    }

    @Test
    void reportsEveryRuleThatIsBroken() {
        QuoteWriter quote = flipped(flipped(FAKE.domain(4), 120, 3), 123, 0x30);
        assertEquals(
                Set.of(
                        Reason.EVIDENCE_DEBUG,
                        Reason.TD_ATTRIBUTES_RESERVED,
                        Reason.TD_SEPT_VE,
                        Reason.TD_SERVICE_TD,
                        Reason.EVIDENCE_MEASUREMENT),
                reasons(FAKE.appraise(
                        quote,
                        measured().measurement(Map.of("mrtd", filled(48, 9))).build())));
    }

    @Test
    void cannotBeBuiltBeforeEachFieldIsDecidedOnce() {
        assertThrows(IllegalArgumentException.class, () -> DcapPolicy.builder().build());
        assertThrows(IllegalArgumentException.class, () -> DcapPolicy.strict().build());
        assertThrows(IllegalArgumentException.class, () -> policy().refuseDebug());
        assertThrows(IllegalArgumentException.class, () -> policy().measurement(Map.of("mrtd", filled(48, 1))));
        assertThrows(IllegalArgumentException.class, () -> policy().reportData(filled(64, 1)));
        assertThrows(IllegalArgumentException.class, () -> DcapPolicy.strict().reportData(filled(63, 1)));
    }

    private static final String FILE = """
            {"measurements": [{"mrtd": "%s", "rtmr0": "%s"}, {"mrenclave": "%s"},
                              {"signer": "%s", "isvProdId": 1, "minIsvSvn": 2}],
             "debug": "refuse",
             "septVe": "require-disabled",
             "serviceTd": "refuse",
             "tcbStatuses": ["UpToDate", "SWHardeningNeeded"],
             "advisories": ["INTEL-SA-00615"],
             "minTcbEvaluation": 17,
             "tcbEvaluations": "same",
             "platforms": {"allow": [{"fmspc": "00806f050000"}], "deny": [{"ppid": "%s"}, {"pckSerial": "0a"}]},
             "deniedSigners": ["%s"],
             "reportData": "%s"}
            """.formatted(
                    "04".repeat(48),
                    "05".repeat(48),
                    "01".repeat(32),
                    "02".repeat(32),
                    "09".repeat(16),
                    "08".repeat(32),
                    "06".repeat(64));

    private static DcapPolicy read(String text) {
        return DcapPolicy.parse((JsonObject) Json.read(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsAPolicyFile() {
        simulated(FAKE.appraise(FAKE.domain(4), read(FILE)));
        assertEquals(Set.of(Reason.EVIDENCE_REPORT_DATA), reasons(FAKE.appraise(FAKE.enclave(), read(FILE))));
        QuoteWriter other = flipped(FAKE.domain(5), 136, 1);
        assertEquals(Set.of(Reason.EVIDENCE_MEASUREMENT), reasons(FAKE.appraise(other, read(FILE))));
    }

    @Test
    void readsTheWordsForWhatIsNotChecked() {
        String open = FILE.replaceAll("(?s)\"measurements\": \\[.*?\\}\\],", "\"measurements\": \"any\",")
                .replace(
                        "\"refuse\",\n \"septVe\": \"require-disabled\"",
                        "\"insecure-allow\",\n \"septVe\": \"insecure-allow\"")
                .replace("\"serviceTd\": \"refuse\"", "\"serviceTd\": \"insecure-any\"")
                .replace("[\"INTEL-SA-00615\"]", "\"any\"")
                .replace("\"same\"", "\"any\"")
                .replace("[{\"fmspc\": \"00806f050000\"}]", "\"any\"")
                .replaceAll("\"reportData\": \".*\"", "\"reportData\": \"insecure-any\"");
        assertFalse(read(open).namesCode());
        simulated(FAKE.appraise(flipped(flipped(FAKE.domain(4), 120, 1), 123, 0x30), read(open)));
    }

    @Test
    void refusesFilesWithOtherFieldsOrWords() {
        String[][] edits = {
            {"\"debug\"", "\"debugg\""},
            {"\"debug\": \"refuse\",", ""},
            {"\"refuse\"", "\"maybe\""},
            {"\"require-disabled\"", "true"},
            {"\"UpToDate\"", "\"Revoked\""},
            {"\"UpToDate\"", "\"Good\""},
            {"17", "-1"},
            {"\"same\"", "\"other\""},
            {"{\"fmspc\": \"00806f050000\"}", "{\"fmspc\": \"00\"}"},
            {"{\"fmspc\": \"00806f050000\"}", "{}"},
            {"\"deny\"", "\"deny2\""},
            {"\"isvProdId\": 1, ", ""},
            {"\"mrtd\"", "\"mrtd2\""},
            {"\"reportData\": \"06", "\"reportData\": \""},
            {"\"deniedSigners\": [\"08", "\"deniedSigners\": [\"0"},
        };
        for (String[] edit : edits) {
            assertTrue(FILE.contains(edit[0]), edit[0]);
            assertThrows(IllegalArgumentException.class, () -> read(FILE.replace(edit[0], edit[1])), edit[1]);
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> read(FILE.replaceAll("(?s)\"measurements\": \\[.*?\\}\\],", "\"measurements\": [],")));
    }
}
