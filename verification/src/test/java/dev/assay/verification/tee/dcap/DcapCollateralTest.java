package dev.assay.verification.tee.dcap;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.dcap.Fake.NOW;
import static dev.assay.verification.tee.dcap.Fake.reasons;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.IntelCertificate;
import dev.assay.simulator.QuoteWriter;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class DcapCollateralTest {

    private final Fake fake = new Fake();

    private void tcbInfoRefused(Reason reason, UnaryOperator<String> edit) {
        fake.intel.collateral.editTcbInfo = edit;
        assertEquals(Set.of(reason), reasons(fake.verify(fake.domain(4))));
    }

    private void qeIdentityRefused(Reason reason, UnaryOperator<String> edit) {
        fake.intel.collateral.editQeIdentity = edit;
        assertEquals(Set.of(reason), reasons(fake.verify(fake.domain(4))));
    }

    private static UnaryOperator<String> replace(String old, String by) {
        return text -> {
            assertTrue(text.contains(old), text);
            return text.replace(old, by);
        };
    }

    @Test
    void rejectsEachPartThatIsMissingAndSaysAll() {
        QuoteWriter quote = fake.enclave();
        Verdict<GenuineQuote> none =
                fake.verify(quote, DcapEndorsements.builder().build());
        assertEquals(Set.of(Reason.ENDORSEMENT_MISSING), reasons(none));
        assertEquals(6, ((Verdict.Rejected<GenuineQuote>) none).findings().size());
        DcapEndorsements.Builder[] lacking = {
            fake.intel.endorsing(QuoteWriter.SGX).tcbInfo(new byte[0]),
            fake.intel.endorsing(QuoteWriter.SGX).qeIdentity(new byte[0]),
            fake.intel.endorsing(QuoteWriter.SGX).tcbInfoIssuerChain(new byte[0]),
            fake.intel.endorsing(QuoteWriter.SGX).qeIdentityIssuerChain(new byte[0]),
            fake.intel.endorsing(QuoteWriter.SGX).rootCrl(new byte[0]),
            fake.intel.endorsing(QuoteWriter.SGX).pckCrl(new byte[0])
        };
        for (DcapEndorsements.Builder one : lacking) {
            rejected(Reason.ENDORSEMENT_MISSING, fake.verify(quote, one.build()));
        }
    }

    @Test
    void rejectsTcbInfoAndQeIdentityThatIntelDidNotSign() {
        fake.intel.collateral.tcbInfoSigner = IntelCertificate.newKeys(new SecureRandom());
        fake.intel.collateral.qeIdentitySigner = fake.intel.pck.keys;
        assertEquals(Set.of(Reason.TCB_INFO_SIGNATURE, Reason.QE_IDENTITY_SIGNATURE), reasons(fake.verifyEnclave()));
    }

    @Test
    void rejectsTextsChangedAfterSigningAlsoInWhiteSpaceAlone() {
        for (String old : new String[] {"UpToDate", "\"version\":"}) {
            DcapEndorsements changed = fake.intel
                    .endorsing(QuoteWriter.SGX)
                    .tcbInfo(edited(fake.intel.collateral.tcbInfo(QuoteWriter.SGX, NOW), old, old + " "))
                    .qeIdentity(edited(fake.intel.collateral.qeIdentity(QuoteWriter.SGX, NOW), old, old + " "))
                    .build();
            assertEquals(
                    Set.of(Reason.TCB_INFO_SIGNATURE, Reason.QE_IDENTITY_SIGNATURE),
                    reasons(fake.verify(fake.enclave(), changed)));
        }
    }

    @Test
    void acceptsWhiteSpaceAroundWhatIsSigned() {
        DcapEndorsements spaced = fake.intel
                .endorsing(QuoteWriter.SGX)
                .tcbInfo(edited(
                        fake.intel.collateral.tcbInfo(QuoteWriter.SGX, NOW), "{\"tcbInfo\":", "\n{ \"tcbInfo\" : "))
                .build();
        simulated(fake.verify(fake.enclave(), spaced));
    }

    private static byte[] edited(byte[] text, String old, String by) {
        return new String(text, StandardCharsets.UTF_8).replace(old, by).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void rejectsTextsThatAreMoreOrLessThanAPartAndItsSignature() {
        String whole = new String(fake.intel.collateral.tcbInfo(QuoteWriter.SGX, NOW), StandardCharsets.UTF_8);
        String signature = whole.substring(whole.lastIndexOf(','));
        String[] wrongs = {
            whole + "x",
            whole + whole,
            "{" + signature.substring(1),
            whole.replace("{\"tcbInfo\"", "{\"other\":1,\"tcbInfo\""),
            whole.replace("{\"tcbInfo\"", "{\"tcbInfo\":{},\"tcbInfo\""),
            whole.replace(signature, "}"),
            whole.replace(signature, ",\"signature\":\"00\"}"),
            whole.replace(signature, ",\"signature\":null}"),
            "[]",
            ""
        };
        for (String wrong : wrongs) {
            DcapEndorsements endorsements = fake.intel
                    .endorsing(QuoteWriter.SGX)
                    .tcbInfo((wrong.isEmpty() ? " " : wrong).getBytes(StandardCharsets.UTF_8))
                    .build();
            assertEquals(Set.of(Reason.TCB_INFO_MALFORMED), reasons(fake.verify(fake.enclave(), endorsements)), wrong);
        }
    }

    @Test
    void rejectsTcbInfoOfAnotherShape() {
        String[][] edits = {
            {"\"version\":3", "\"version\":4"},
            {"\"version\":3", "\"version\":2"},
            {"\"id\":\"TDX\"", "\"id\":\"SEV\""},
            {"\"tcbType\":0", "\"tcbType\":1"},
            {"\"tcbEvaluationDataNumber\":20", "\"tcbEvaluationDataNumber\":-1"},
            {"\"tcbEvaluationDataNumber\":20", "\"tcbEvaluationDataNumber\":2e1"},
            {"\"fmspc\":\"00", "\"fmspc\":\""},
            {"\"pcesvn\":11", "\"pcesvn\":65536"},
            {"{\"svn\":5}", "{\"svn\":256}"},
            {"\"sgxtcbcomponents\":[{\"svn\":5},", "\"sgxtcbcomponents\":["},
            {"\"tdxtcbcomponents\":[{\"svn\":5},", "\"tdxtcbcomponents\":[{\"svn\":5},{\"svn\":5},"},
            {"\"tdxtcbcomponents\"", "\"other\""},
            {"\"tdxModule\"", "\"other\""},
            {"\"tcbLevels\"", "\"other\""},
            {"\"pceId\":\"0000\"", "\"pceId\":0"},
            {"\"nextUpdate\":\"2026-07", "\"nextUpdate\":\"2026-17"},
            {"12:00:00Z\",\"nextUpdate\"", "12:00:00+00:00\",\"nextUpdate\""},
            {"\"id\":\"TDX_01\"", "\"id\":1"},
            {"\"advisoryIDs\":[\"INTEL-SA-00001\"]", "\"advisoryIDs\":[1]"},
        };
        for (String[] edit : edits) {
            tcbInfoRefused(Reason.TCB_INFO_MALFORMED, replace(edit[0], edit[1]));
        }
    }

    @Test
    void rejectsTcbInfoWithTheSameLevelOrModuleTwiceOrNoLevel() {
        tcbInfoRefused(
                Reason.TCB_INFO_MALFORMED,
                text -> text.replace("{\"svn\":1}", "{\"svn\":5}")
                        .replace("\"pcesvn\":7", "\"pcesvn\":11")
                        .replace("[{\"svn\":5},{\"svn\":0},{\"svn\":1}", "[{\"svn\":5},{\"svn\":0},{\"svn\":5}"));
        tcbInfoRefused(
                Reason.TCB_INFO_MALFORMED,
                text -> text.substring(0, text.indexOf("\"tcbLevels\":[{\"tcb\":{\"sgx")) + "\"tcbLevels\":[]}");
        tcbInfoRefused(Reason.TCB_INFO_MALFORMED, text -> {
            int start = text.indexOf("{\"id\":\"TDX_01\"");
            int end = text.indexOf("]}],\"tcbLevels\"") + 2;
            return text.substring(0, end) + "," + text.substring(start, end) + text.substring(end);
        });
    }

    @Test
    void rejectsQeIdentitiesOfAnotherShape() {
        String[][] edits = {
            {"\"version\":2", "\"version\":1"},
            {"\"id\":\"TD_QE\"", "\"id\":\"QVE\""},
            {"\"miscselect\":\"00", "\"miscselect\":\""},
            {"\"isvprodid\":1", "\"isvprodid\":65536"},
            {"\"isvsvn\":5", "\"isvsvn\":8"},
            {"\"mrsigner\":\"8C", "\"mrsigner\":\"zz"},
            {"\"tcbLevels\"", "\"other\""},
        };
        for (String[] edit : edits) {
            qeIdentityRefused(Reason.QE_IDENTITY_MALFORMED, replace(edit[0], edit[1]));
        }
    }

    @Test
    void rejectsStatusesThatAreNotDefinedForTheirPart() {
        tcbInfoRefused(Reason.TCB_STATUS_UNKNOWN, replace("\"OutOfDate\"", "\"outofdate\""));
        tcbInfoRefused(
                Reason.TCB_STATUS_UNKNOWN,
                replace(
                        "{\"isvsvn\":5},\"tcbDate\":\"2026-05-13T00:00:00Z\",\"tcbStatus\":\"UpToDate\"",
                        "{\"isvsvn\":5},\"tcbDate\":\"2026-05-13T00:00:00Z\",\"tcbStatus\":\"SWHardeningNeeded\""));
        Fake other = new Fake();
        other.intel.collateral.editQeIdentity = replace("\"Revoked\"", "\"Fine\"");
        assertEquals(Set.of(Reason.TCB_STATUS_UNKNOWN), reasons(other.verifyEnclave()));
        for (String never : new String[] {"NOT_SUPPORTED", "TDRelaunchAdvised"}) {
            Fake another = new Fake();
            another.intel.collateral.editTcbInfo = replace("\"UpToDate\"", "\"" + never + "\"");
            assertEquals(Set.of(Reason.TCB_STATUS_UNKNOWN), reasons(another.verifyEnclave()));
        }
    }

    @Test
    void rejectsTcbInfoAndQeIdentityOutOfTheirTime() {
        fake.intel.collateral.life = Duration.ofSeconds(-1);
        assertEquals(
                Set.of(Reason.TCB_INFO_NOT_CURRENT, Reason.QE_IDENTITY_NOT_CURRENT), reasons(fake.verifyEnclave()));
        Fake early = new Fake();
        DcapEndorsements tomorrow = early.intel
                .endorsing(QuoteWriter.SGX)
                .tcbInfo(early.intel.collateral.tcbInfo(QuoteWriter.SGX, NOW.plusSeconds(1)))
                .qeIdentity(early.intel.collateral.qeIdentity(QuoteWriter.SGX, NOW.plusSeconds(1)))
                .build();
        assertEquals(
                Set.of(Reason.TCB_INFO_NOT_CURRENT, Reason.QE_IDENTITY_NOT_CURRENT),
                reasons(early.verify(early.enclave(), tomorrow)));
    }

    @Test
    void rejectsCollateralForTheOtherTee() {
        assertEquals(
                Set.of(Reason.TCB_INFO_TEE_MISMATCH, Reason.QE_IDENTITY_TEE_MISMATCH),
                reasons(fake.verify(fake.enclave(), fake.intel.endorsements(QuoteWriter.TDX))));
        assertTrue(reasons(fake.verify(fake.domain(4), fake.intel.endorsements(QuoteWriter.SGX)))
                .containsAll(Set.of(Reason.TCB_INFO_TEE_MISMATCH, Reason.QE_IDENTITY_TEE_MISMATCH)));
    }

    @Test
    void rejectsCollateralForOtherPlatforms() {
        fake.intel.platform.fmspc = new byte[6];
        fake.intel.platform.pceId = new byte[] {0, 1};
        assertEquals(
                Set.of(Reason.TCB_INFO_FMSPC_MISMATCH, Reason.TCB_INFO_PCEID_MISMATCH), reasons(fake.verifyEnclave()));
    }

    @Test
    void acceptsTwoIssuerChainsOfOneRoot() {
        byte[] spaced = ("\n" + new String(chain(), StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
        DcapEndorsements two = fake.intel
                .endorsing(QuoteWriter.SGX)
                .qeIdentityIssuerChain(spaced)
                .build();
        GenuineQuote quote = simulated(fake.verify(fake.enclave(), two));
        simulated(DcapVerifier.verify(fake.enclave().quote(), quote.collateral(), NOW));
    }

    private byte[] chain() {
        return IntelCertificate.pem(fake.intel.tcbSigner, fake.intel.root);
    }

    @Test
    void verifiedCollateralServesManyQuotesUntilItIsOutOfDate() {
        VerifiedCollateral once =
                simulated(VerifiedCollateral.verify(fake.intel.endorsements(QuoteWriter.SGX), fake.anchors(), NOW));
        Instant last = NOW.plus(Duration.ofDays(30));
        for (int i = 0; i < 3; i++) {
            simulated(DcapVerifier.verify(fake.enclave().quote(), once, NOW));
            simulated(DcapVerifier.verify(fake.enclave().quote(), once, last));
        }
        assertEquals(
                Set.of(Reason.CRL_NOT_CURRENT, Reason.TCB_INFO_NOT_CURRENT, Reason.QE_IDENTITY_NOT_CURRENT),
                reasons(DcapVerifier.verify(fake.enclave().quote(), once, last.plusSeconds(1))));
    }

    @Test
    void aKnownPlatformIsKnownByItsBytesAndStillChecked() {
        GenuineQuote first = simulated(fake.verifyEnclave());
        VerifiedCollateral knowing = first.collateral();
        assertSame(
                knowing,
                simulated(DcapVerifier.verify(fake.enclave().quote(), knowing, NOW))
                        .collateral());
        QuoteWriter forged = fake.enclave();
        forged.qeSigner = IntelCertificate.newKeys(new SecureRandom());
        assertEquals(Set.of(Reason.QE_REPORT_SIGNATURE), reasons(DcapVerifier.verify(forged.quote(), knowing, NOW)));
        QuoteWriter other = new Fake().enclave();
        assertTrue(reasons(DcapVerifier.verify(other.quote(), knowing, NOW)).contains(Reason.ROOT_UNTRUSTED));
        Instant late = fake.intel.pck.notAfter.plusSeconds(1);
        assertTrue(reasons(DcapVerifier.verify(fake.enclave().quote(), knowing, late))
                .contains(Reason.CERTIFICATE_EXPIRED));
    }

    @Test
    void badCollateralIsRejectedBeforeAnyQuote() {
        fake.intel.root.revoked.add(fake.intel.tcbSigner.serial);
        rejected(
                Reason.CERTIFICATE_REVOKED,
                VerifiedCollateral.verify(fake.intel.endorsements(QuoteWriter.SGX), fake.anchors(), NOW));
    }

    @Test
    void readsTheJsonThatUsersKeepCollateralIn() {
        DcapEndorsements read = verified(DcapEndorsements.parse(file(text -> text)));
        simulated(fake.verify(fake.enclave(), read));
    }

    @Test
    void rejectsJsonWithOtherFieldsOrTypes() {
        String[][] edits = {
            {"\"pck_crl\":", "\"pckcrl\":"},
            {"\"tcb_info\":", "\"more\":1,\"tcb_info\":"},
            {"\"root_ca_crl\":\"", "\"root_ca_crl\":\"x"},
            {"\"qe_identity_signature\":\"", "\"qe_identity_signature\":1,\"x\":\""},
        };
        for (String[] edit : edits) {
            rejected(Reason.MALFORMED, DcapEndorsements.parse(file(replace(edit[0], edit[1]))));
        }
        rejected(Reason.MALFORMED, DcapEndorsements.parse("[]".getBytes(StandardCharsets.UTF_8)));
        rejected(Reason.TOO_LARGE, DcapEndorsements.parse(new byte[(1 << 20) + 1]));
    }

    @Test
    void nothingCanBeSmuggledInBesideASignedText() {
        byte[] smuggled = file(replace("\"tcb_info\":\"{", "\"tcb_info\":\"{},\\\"tcbInfo\\\":{"));
        DcapEndorsements read = verified(DcapEndorsements.parse(smuggled));
        rejected(Reason.TCB_INFO_MALFORMED, fake.verify(fake.enclave(), read));
    }

    private byte[] file(UnaryOperator<String> edit) {
        String tcbInfo = new String(fake.intel.collateral.tcbInfo(QuoteWriter.SGX, NOW), StandardCharsets.UTF_8);
        String identity = new String(fake.intel.collateral.qeIdentity(QuoteWriter.SGX, NOW), StandardCharsets.UTF_8);
        String pem = quoted(new String(chain(), StandardCharsets.US_ASCII));
        String json = "{\"pck_crl_issuer_chain\":" + pem
                + ",\"root_ca_crl\":\"" + HexFormat.of().formatHex(fake.intel.root.crl(NOW))
                + "\",\"pck_crl\":\"" + HexFormat.of().formatHex(fake.intel.platformCa.crl(NOW))
                + "\",\"tcb_info_issuer_chain\":" + pem
                + ",\"tcb_info\":" + quoted(body(tcbInfo)) + ",\"tcb_info_signature\":\"" + signature(tcbInfo)
                + "\",\"qe_identity_issuer_chain\":" + pem
                + ",\"qe_identity\":" + quoted(body(identity)) + ",\"qe_identity_signature\":\"" + signature(identity)
                + "\",\"pck_certificate_chain\":null}";
        return edit.apply(json).getBytes(StandardCharsets.UTF_8);
    }

    private static String body(String signed) {
        return signed.substring(signed.indexOf(':') + 1, signed.lastIndexOf(",\"signature\""));
    }

    private static String signature(String signed) {
        return signed.substring(signed.length() - 130, signed.length() - 2);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
