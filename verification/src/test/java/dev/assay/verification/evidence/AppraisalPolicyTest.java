package dev.assay.verification.evidence;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.nitro.FaultyNitro.pcr;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.TrustStore.Authority;
import dev.assay.verification.tee.nitro.FaultyNitro;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppraisalPolicyTest {

    private static final String PCR1 = HexFormat.of().formatHex(pcr(1));
    private static final String FILE = "{'accept':{'aws-nitro':{'measurements':[{'0':'" + PCR1
            + "'}],'debug':'refuse'}},'freshness':{'keyBindingMaxAgeSeconds':600},'clockSkewSeconds':30}";

    @Test
    void everyFieldMustBeDecided() {
        Freshness hour = Freshness.keyBinding(Duration.ofHours(1));
        for (AppraisalPolicy.Builder undecided : List.of(
                AppraisalPolicy.builder(),
                AppraisalPolicy.builder().freshness(hour).clockSkew(Duration.ZERO),
                AppraisalPolicy.builder()
                        .freshness(hour)
                        .nitro(nitro -> nitro.anyMeasurement().refuseDebug()),
                AppraisalPolicy.builder()
                        .clockSkew(Duration.ZERO)
                        .nitro(nitro -> nitro.anyMeasurement().refuseDebug()),
                AppraisalPolicy.builder()
                        .freshness(hour)
                        .clockSkew(Duration.ZERO)
                        .nitro(nitro -> nitro.anyMeasurement()))) {
            assertThrows(IllegalArgumentException.class, undecided::build);
        }
    }

    @Test
    void aFileDecidesAllOfIt() {
        AppraisalPolicy policy = parse(FILE);
        assertEquals(Duration.ofSeconds(30), policy.clockSkew());
        verified(verify(new FaultyNitro(), policy));
        FaultyNitro other =
                new FaultyNitro().put("pcrs", cbor -> cbor.map(1).uint(0).bytes(pcr(2)));
        rejected(Reason.EVIDENCE_MEASUREMENT, verify(other, policy));
        FaultyNitro debug =
                new FaultyNitro().put("pcrs", cbor -> cbor.map(1).uint(0).bytes(pcr(0)));
        rejected(Reason.EVIDENCE_DEBUG, verify(debug, policy));
        FaultyNitro stale = new FaultyNitro()
                .put(
                        "timestamp",
                        cbor -> cbor.uint(FaultyNitro.NOW.minusSeconds(601).toEpochMilli()));
        rejected(Reason.EVIDENCE_STALE, verify(stale, policy));
    }

    @Test
    void aFileSaysInWordsWhatIsNotChecked() {
        String open = FILE.replace("[{'0':'" + PCR1 + "'}]", "'any'").replace("'refuse'", "'insecure-allow'");
        FaultyNitro debug =
                new FaultyNitro().put("pcrs", cbor -> cbor.map(1).uint(0).bytes(pcr(0)));
        verified(verify(debug, parse(open)));
    }

    @Test
    void aFileMayLeaveTheNonceToItsUser() {
        AppraisalPolicy policy = parse(FILE.replace("{'keyBindingMaxAgeSeconds':600}", "'nonce'"));
        assertThrows(IllegalArgumentException.class, () -> verify(new FaultyNitro(), policy));
        Digest nonce = Digest.sha256();
        FaultyNitro nitro = new FaultyNitro().put("nonce", cbor -> cbor.bytes(nonce.bytes()));
        verified(verify(nitro, policy.withNonce(nonce)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{'accept':{},'freshness':{'keyBindingMaxAgeSeconds':1},'clockSkewSeconds':1}",
                "{'accept':'any','freshness':{'keyBindingMaxAgeSeconds':1},'clockSkewSeconds':1}",
                "{'accept':{'acme-tee':{}},'freshness':{'keyBindingMaxAgeSeconds':1},'clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{}},'freshness':{'keyBindingMaxAgeSeconds':1},'clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':'any','debug':'refuse'}},'freshness':'nonce'}",
                "{'accept':{'aws-nitro':{'measurements':'any','debug':'refuse'}},'freshness':'nonce','clockSkewSeconds':1,'extra':1}",
                "{'accept':{'aws-nitro':{'measurements':'any','measurements':'any','debug':'refuse'}},'freshness':'nonce','clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':'all','debug':'refuse'}},'freshness':'nonce','clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':[],'debug':'refuse'}},'freshness':'nonce','clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':[{}],'debug':'refuse'}},'freshness':'nonce','clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':[{'32':''}],'debug':'refuse'}},'freshness':'nonce','clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':[{'0':'00'}],'debug':'refuse'}},'freshness':'nonce','clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':[1],'debug':'refuse'}},'freshness':'nonce','clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':'any','debug':false}},'freshness':'nonce','clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':'any','debug':'refuse'}},'freshness':'none','clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':'any','debug':'refuse'}},'freshness':null,'clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':'any','debug':'refuse'}},'freshness':{},'clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':'any','debug':'refuse'}},'freshness':{'keyBindingMaxAgeSeconds':0},'clockSkewSeconds':1}",
                "{'accept':{'aws-nitro':{'measurements':'any','debug':'refuse'}},'freshness':'nonce','clockSkewSeconds':-1}",
                "{'accept':{'aws-nitro':{'measurements':'any','debug':'refuse'}},'freshness':'nonce','clockSkewSeconds':1.5}",
                "{'accept':{'aws-nitro':{'measurements':'any','debug':'refuse'}},'freshness':'nonce','clockSkewSeconds':9999999999}",
                "{'accept':{'aws-nitro':{'measurements':'any','debug':'refuse'}},'freshness':'nonce','clockSkewSeconds':'1'}",
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

    private static Verdict<VerifiedEvidence> verify(FaultyNitro nitro, AppraisalPolicy policy) {
        return EvidenceVerifier.verify(
                nitro.document(), TrustStore.only(Authority.AWS_NITRO, nitro.anchors()), policy, FaultyNitro.NOW);
    }
}
