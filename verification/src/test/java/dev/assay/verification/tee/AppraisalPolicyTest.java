package dev.assay.verification.tee;

import static dev.assay.verification.tee.FaultyNitro.pcr;
import static dev.assay.verification.tee.Verdicts.rejected;
import static dev.assay.verification.tee.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppraisalPolicyTest {

    private static final String PCR1 = HexFormat.of().formatHex(pcr(1));
    private static final String FILE = "{'measurements':[{'0':'" + PCR1
            + "'}],'debug':'refuse','freshness':{'keyBindingMaxAgeSeconds':600}," + "'clockSkewSeconds':30}";

    @Test
    void everyFieldMustBeDecided() {
        Freshness hour = Freshness.keyBinding(Duration.ofHours(1));
        for (AppraisalPolicy.Builder undecided : List.of(
                AppraisalPolicy.builder(),
                AppraisalPolicy.builder().refuseDebug().freshness(hour).clockSkew(Duration.ZERO),
                AppraisalPolicy.builder().anyMeasurement().freshness(hour).clockSkew(Duration.ZERO),
                AppraisalPolicy.builder().anyMeasurement().refuseDebug().clockSkew(Duration.ZERO),
                AppraisalPolicy.builder().anyMeasurement().refuseDebug().freshness(hour))) {
            assertThrows(IllegalArgumentException.class, undecided::build);
        }
    }

    @Test
    void noFieldMayBeDecidedBothWays() {
        AppraisalPolicy.Builder both = FaultyNitro.policy().measurement(Map.of(0, pcr(1)));
        assertThrows(IllegalArgumentException.class, both::build);
        AppraisalPolicy.Builder refusing = FaultyNitro.policy().refuseDebug();
        assertThrows(IllegalArgumentException.class, refusing::insecureAllowDebug);
    }

    @Test
    void refusesValuesOutOfRange() {
        AppraisalPolicy.Builder policy = AppraisalPolicy.builder();
        for (Map<Integer, byte[]> wrong :
                List.of(Map.<Integer, byte[]>of(), Map.of(32, pcr(1)), Map.of(-1, pcr(1)), Map.of(0, new byte[32]))) {
            assertThrows(IllegalArgumentException.class, () -> policy.measurement(wrong));
        }
        assertThrows(IllegalArgumentException.class, () -> policy.clockSkew(Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> policy.clockSkew(Duration.ofDays(2)));
        assertThrows(IllegalArgumentException.class, () -> Freshness.keyBinding(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> Freshness.keyBinding(Duration.ofDays(366)));
        assertThrows(IllegalArgumentException.class, () -> TrustAnchors.pinned(Set.of()));
        assertThrows(IllegalArgumentException.class, () -> TrustAnchors.insecureSimulated(Set.of()));
    }

    @Test
    void aFileDecidesAllOfIt() {
        AppraisalPolicy policy = parse(FILE);
        assertEquals(Duration.ofSeconds(30), policy.clockSkew());
        verified(new FaultyNitro().verify(policy));
        FaultyNitro other =
                new FaultyNitro().put("pcrs", cbor -> cbor.map(1).uint(0).bytes(pcr(2)));
        rejected(Reason.EVIDENCE_MEASUREMENT, other.verify(policy));
        FaultyNitro debug =
                new FaultyNitro().put("pcrs", cbor -> cbor.map(1).uint(0).bytes(pcr(0)));
        rejected(Reason.EVIDENCE_DEBUG, debug.verify(policy));
        FaultyNitro stale = new FaultyNitro()
                .put(
                        "timestamp",
                        cbor -> cbor.uint(FaultyNitro.NOW.minusSeconds(601).toEpochMilli()));
        rejected(Reason.EVIDENCE_STALE, stale.verify(policy));
    }

    @Test
    void aFileSaysInWordsWhatIsNotChecked() {
        String open = FILE.replace("[{'0':'" + PCR1 + "'}]", "'any'").replace("'refuse'", "'insecure-allow'");
        FaultyNitro debug =
                new FaultyNitro().put("pcrs", cbor -> cbor.map(1).uint(0).bytes(pcr(0)));
        verified(debug.verify(parse(open)));
    }

    @Test
    void aFileMayLeaveTheNonceToItsUser() {
        AppraisalPolicy policy = parse(FILE.replace("{'keyBindingMaxAgeSeconds':600}", "'nonce'"));
        assertThrows(IllegalArgumentException.class, () -> new FaultyNitro().verify(policy));
        Digest nonce = Digest.sha256();
        FaultyNitro nitro = new FaultyNitro().put("nonce", cbor -> cbor.bytes(nonce.bytes()));
        verified(nitro.verify(policy.withNonce(nonce)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'measurements':'any','debug':'refuse','freshness':'nonce'}",
                "{'measurements':'any','debug':'refuse','freshness':'nonce','clockSkewSeconds':1,'extra':1}",
                "{'measurements':'any','measurements':'any','debug':'refuse','freshness':'nonce','clockSkewSeconds':1}",
                "{'measurements':'all','debug':'refuse','freshness':'nonce','clockSkewSeconds':1}",
                "{'measurements':[],'debug':'refuse','freshness':'nonce','clockSkewSeconds':1}",
                "{'measurements':[{}],'debug':'refuse','freshness':'nonce','clockSkewSeconds':1}",
                "{'measurements':[{'32':''}],'debug':'refuse','freshness':'nonce','clockSkewSeconds':1}",
                "{'measurements':[{'0':'00'}],'debug':'refuse','freshness':'nonce','clockSkewSeconds':1}",
                "{'measurements':[1],'debug':'refuse','freshness':'nonce','clockSkewSeconds':1}",
                "{'measurements':'any','debug':false,'freshness':'nonce','clockSkewSeconds':1}",
                "{'measurements':'any','debug':'refuse','freshness':'none','clockSkewSeconds':1}",
                "{'measurements':'any','debug':'refuse','freshness':null,'clockSkewSeconds':1}",
                "{'measurements':'any','debug':'refuse','freshness':{},'clockSkewSeconds':1}",
                "{'measurements':'any','debug':'refuse','freshness':{'keyBindingMaxAgeSeconds':0},'clockSkewSeconds':1}",
                "{'measurements':'any','debug':'refuse','freshness':'nonce','clockSkewSeconds':-1}",
                "{'measurements':'any','debug':'refuse','freshness':'nonce','clockSkewSeconds':1.5}",
                "{'measurements':'any','debug':'refuse','freshness':'nonce','clockSkewSeconds':9999999999}",
                "{'measurements':'any','debug':'refuse','freshness':'nonce','clockSkewSeconds':'1'}",
            })
    void refusesFilesThatAreNotComplete(String file) {
        assertThrows(IllegalArgumentException.class, () -> parse(file));
    }

    @Test
    void refusesFilesThatAreTooLarge() {
        assertThrows(IllegalArgumentException.class, () -> AppraisalPolicy.parse(new byte[65_537]));
    }

    private static AppraisalPolicy parse(String file) {
        return AppraisalPolicy.parse(file.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
