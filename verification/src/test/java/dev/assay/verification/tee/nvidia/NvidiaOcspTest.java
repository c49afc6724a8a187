package dev.assay.verification.tee.nvidia;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NOW;
import static dev.assay.verification.tee.nvidia.NvidiaSample.NVIDIA;
import static dev.assay.verification.tee.nvidia.NvidiaSample.gpu;
import static dev.assay.verification.tee.nvidia.NvidiaSample.policy;
import static dev.assay.verification.tee.nvidia.NvidiaSample.strict;

import dev.assay.simulator.NvidiaCertificate;
import dev.assay.simulator.SimulatedNvidiaDevice;
import dev.assay.simulator.SimulatedOcsp;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What OCSP responses do to devices and manifests. The response about the boot ROM is the one that is made wrong. */
class NvidiaOcspTest {

    private static final SimulatedNvidiaDevice GPU = gpu();
    private static final NvidiaCertificate BOOT_ROM = GPU.chain().get(1);
    private static final NvidiaCertificate ISSUER = GPU.chain().get(2);
    private static final SimulatedOcsp OCSP = SimulatedOcsp.of(ISSUER);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void everyCertificateMustBeAnsweredFor() {
        List<byte[]> all = NvidiaSample.goodResponses(GPU);
        simulated(appraise(all, strict()));
        for (int i = 0; i < all.size(); i++) {
            List<byte[]> fewer = new ArrayList<>(all);
            fewer.remove(i);
            rejected(Reason.ENDORSEMENT_MISSING, appraise(fewer, strict()));
            rejected(
                    Reason.ENDORSEMENT_MISSING,
                    appraise(fewer, policy().requireOcspOrHold().build()));
            simulated(appraise(fewer, policy().insecureWithoutOcsp().build()));
        }
    }

    @Test
    void rejectsRevokedAndUnknownCertificatesWhateverThePolicy() {
        rejected(Reason.CERTIFICATE_REVOKED, verify(OCSP.revoked(BOOT_ROM, ISSUER, NOW)));
        rejected(Reason.CERTIFICATE_STATUS_UNKNOWN, verify(OCSP.unknown(BOOT_ROM, ISSUER, NOW)));
        NvidiaCertificate signer = NVIDIA.rimChain().getFirst();
        NvidiaCertificate level3 = NVIDIA.rimChain().get(1);
        rejected(Reason.CERTIFICATE_REVOKED, verify(SimulatedOcsp.of(level3).revoked(signer, level3, NOW)));
    }

    @Test
    void aCertificateOnHoldPassesOnlyWhereThePolicySaysSo() {
        List<byte[]> responses = replaced(OCSP.onHold(BOOT_ROM, ISSUER, NOW));
        rejected(Reason.CERTIFICATE_ON_HOLD, appraise(responses, strict()));
        rejected(
                Reason.CERTIFICATE_ON_HOLD,
                appraise(responses, policy().insecureWithoutOcsp().build()));
        simulated(appraise(responses, policy().requireOcspOrHold().build()));
    }

    /** Whoever staples chooses what to staple. */
    @Test
    void aGoodAnswerDoesNotHideAnotherOne() {
        byte[] good = OCSP.good(BOOT_ROM, ISSUER, NOW);
        rejected(Reason.CERTIFICATE_REVOKED, verify(good, OCSP.revoked(BOOT_ROM, ISSUER, NOW)));
        rejected(Reason.CERTIFICATE_REVOKED, verify(OCSP.revoked(BOOT_ROM, ISSUER, NOW), good));
    }

    @Test
    void rejectsAnswersOutOfTheirTime() {
        byte[] old = answer(NOW.minus(HOUR), NOW.minusSeconds(1));
        rejected(Reason.OCSP_NOT_CURRENT, verify(old));
        simulated(verify(answer(NOW.minus(HOUR), NOW)));
        rejected(Reason.OCSP_NOT_CURRENT, verify(answer(NOW.plusSeconds(1), NOW.plus(HOUR))));
        simulated(verify(answer(NOW, NOW.plus(HOUR))));
    }

    @Test
    void answersWithoutANextUpdateLastAnHour() {
        simulated(verify(OCSP.answer(BOOT_ROM, ISSUER, null, NOW.minus(HOUR), null, new byte[0])));
        rejected(
                Reason.OCSP_NOT_CURRENT,
                verify(OCSP.answer(BOOT_ROM, ISSUER, null, NOW.minus(HOUR).minusSeconds(1), null, new byte[0])));
    }

    private static byte[] answer(Instant thisUpdate, Instant nextUpdate) {
        return OCSP.answer(BOOT_ROM, ISSUER, null, thisUpdate, nextUpdate, new byte[0]);
    }

    @Test
    void aResponderMayAnswerForItsIssuer() {
        NvidiaCertificate responder = ISSUER.responder("CN=OCSP,OU=SIMULATED", NOW.minus(HOUR), NOW.plus(HOUR));
        simulated(verify(SimulatedOcsp.delegated(responder).good(BOOT_ROM, ISSUER, NOW)));
    }

    @Test
    void oneOfSeveralSignersIsEnough() {
        NvidiaCertificate responder = ISSUER.responder("CN=OCSP,OU=SIMULATED", NOW.minus(HOUR), NOW.plus(HOUR));
        NvidiaCertificate old = ISSUER.responder("CN=OCSP,OU=SIMULATED", NOW.minus(HOUR), NOW.minusSeconds(1));
        simulated(verify(new SimulatedOcsp(ISSUER, List.of(responder)).good(BOOT_ROM, ISSUER, NOW)));
        simulated(verify(new SimulatedOcsp(responder, List.of(old, responder)).good(BOOT_ROM, ISSUER, NOW)));
    }

    /** The anchors of these tests remember the chain and the first response. */
    @Test
    void rejectsWhatWasRevokedSinceThoughTheChainIsKnown() {
        simulated(verify(OCSP.good(BOOT_ROM, ISSUER, NOW)));
        rejected(Reason.CERTIFICATE_REVOKED, verify(OCSP.revoked(BOOT_ROM, ISSUER, NOW)));
    }

    @Test
    void rejectsRespondersThatTheIssuerDidNotAuthorise() {
        Instant from = NOW.minus(HOUR);
        Instant to = NOW.plus(HOUR);
        NvidiaCertificate notForOcsp = ISSUER.leaf("CN=OCSP,OU=SIMULATED", from, to);
        NvidiaCertificate ofAnother = GPU.chain().get(3).responder("CN=OCSP,OU=SIMULATED", from, to);
        NvidiaCertificate ofRims = NVIDIA.rimChain().getLast().responder("CN=OCSP,OU=SIMULATED", from, to);
        NvidiaCertificate ofForged = NvidiaCertificate.root(
                        "CN=NVIDIA GH100 Provisioner ICA 1,OU=SIMULATED,O=Assay", from)
                .responder("CN=OCSP,OU=SIMULATED", from, to);
        for (NvidiaCertificate responder : List.of(notForOcsp, ofAnother, ofRims, ofForged)) {
            rejected(
                    Reason.OCSP_RESPONDER,
                    verify(SimulatedOcsp.delegated(responder).good(BOOT_ROM, ISSUER, NOW)));
        }
        rejected(
                Reason.OCSP_RESPONDER,
                verify(SimulatedOcsp.of(GPU.chain().get(3)).good(BOOT_ROM, ISSUER, NOW)));
        // The certificate in question must not speak for itself.
        rejected(Reason.OCSP_RESPONDER, verify(SimulatedOcsp.of(BOOT_ROM).good(BOOT_ROM, ISSUER, NOW)));
    }

    @Test
    void rejectsRespondersOutOfTheirTime() {
        NvidiaCertificate old = ISSUER.responder("CN=OCSP,OU=SIMULATED", NOW.minus(HOUR), NOW.minusSeconds(1));
        rejected(Reason.CERTIFICATE_EXPIRED, verify(SimulatedOcsp.delegated(old).good(BOOT_ROM, ISSUER, NOW)));
        NvidiaCertificate young = ISSUER.responder("CN=OCSP,OU=SIMULATED", NOW.plusSeconds(1), NOW.plus(HOUR));
        rejected(
                Reason.CERTIFICATE_NOT_YET_VALID,
                verify(SimulatedOcsp.delegated(young).good(BOOT_ROM, ISSUER, NOW)));
    }

    @Test
    void rejectsResponsesThatTheResponderDidNotSign() {
        NvidiaCertificate responder = ISSUER.responder("CN=OCSP,OU=SIMULATED", NOW.minus(HOUR), NOW.plus(HOUR));
        SimulatedOcsp other = new SimulatedOcsp(BOOT_ROM, List.of(responder));
        rejected(Reason.OCSP_SIGNATURE, verify(other.good(BOOT_ROM, ISSUER, NOW)));
    }

    /** The same serial number under another issuer is another certificate. */
    @Test
    void anAnswerAboutAnotherCertificateIsNone() {
        byte[] other =
                SimulatedOcsp.of(GPU.chain().get(3)).good(BOOT_ROM, GPU.chain().get(3), NOW);
        rejected(Reason.ENDORSEMENT_MISSING, appraise(replaced(other), strict()));
        NvidiaCertificate otherRom = gpu().chain().get(1);
        rejected(Reason.ENDORSEMENT_MISSING, appraise(replaced(OCSP.good(otherRom, ISSUER, NOW)), strict()));
    }

    @Test
    void rejectsResponsesWithoutTheVerifiersNonce() {
        byte[] nonce = {1, 2, 3, 4};
        byte[] answered = OCSP.answer(BOOT_ROM, ISSUER, null, NOW, NOW.plus(HOUR), nonce);
        simulated(verifyWithNonce(answered, nonce));
        rejected(Reason.OCSP_NONCE, verifyWithNonce(answered, new byte[] {1, 2, 3}));
        rejected(Reason.OCSP_NONCE, verifyWithNonce(OCSP.good(BOOT_ROM, ISSUER, NOW), nonce));
    }

    private static Verdict<GenuineNvidia> verifyWithNonce(byte[] response, byte[] nonce) {
        return NvidiaSample.verify(GPU, new NvidiaEndorsements(List.of(response), List.of(), Optional.of(nonce)));
    }

    @Test
    void rejectsWhatIsNoResponse() {
        byte[] response = OCSP.good(BOOT_ROM, ISSUER, NOW);
        rejected(Reason.OCSP_MALFORMED, verify(new byte[0]));
        rejected(Reason.OCSP_MALFORMED, verify(Arrays.copyOf(response, response.length - 1)));
        rejected(Reason.OCSP_MALFORMED, verify(Arrays.copyOf(response, response.length + 1)));
        rejected(Reason.OCSP_MALFORMED, verify(new byte[64 << 10]));
        rejected(Reason.OCSP_MALFORMED, verify(new byte[] {0x30, 3, 0x0A, 1, 3})); // try later
        rejected(Reason.TOO_LARGE, verify(new byte[33][0]));
    }

    private static Verdict<GenuineNvidia> verify(byte[]... responses) {
        byte[] rim = NvidiaSample.driverRim();
        return NvidiaSample.verify(GPU, NvidiaSample.with(List.of(responses), List.of(rim)));
    }

    /** All good ones, but the boot ROM's. */
    private static List<byte[]> replaced(byte[] response) {
        List<byte[]> responses = new ArrayList<>(NvidiaSample.goodResponses(GPU));
        responses.set(0, response);
        return responses;
    }

    private static Verdict<VerifiedNvidia> appraise(List<byte[]> responses, NvidiaPolicy policy) {
        List<byte[]> rims = List.of(NvidiaSample.driverRim(), NvidiaSample.vbiosRim());
        return simulated(NvidiaSample.verify(GPU, NvidiaSample.with(responses, rims)))
                .appraise(policy);
    }
}
