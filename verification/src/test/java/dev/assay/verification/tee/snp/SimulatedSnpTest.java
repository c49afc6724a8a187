package dev.assay.verification.tee.snp;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.tee.snp.FaultySnp.NOW;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedSnp;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedSnpTest {

    private static SimulatedSnp simulator(SnpProduct product) {
        return SimulatedSnp.of(product, FaultySnp.ROOT_KEYS, FaultySnp.INTERMEDIATE_KEYS, new SecureRandom(), NOW);
    }

    private static final SimulatedSnp MILAN = simulator(SnpProduct.MILAN);

    private static TrustAnchors anchors(SimulatedSnp snp) {
        return TrustAnchors.insecureSimulated(Set.of(snp.rootDigest()));
    }

    private static Verdict<GenuineSnp> verify(SimulatedSnp snp, SnpSigningKey key, TrustAnchors anchors) {
        byte[] report = snp.attest(key, FaultySnp.filled(48, 5), new byte[] {6});
        return SnpVerifier.verify(report, snp.endorsements(key), anchors, NOW);
    }

    @Test
    void itsReportsAreSimulatedAndNeverVerified() {
        for (SnpProduct product : SnpProduct.values()) {
            SimulatedSnp snp = simulator(product);
            for (SnpSigningKey key : SnpSigningKey.values()) {
                GenuineSnp genuine = simulated(verify(snp, key, anchors(snp)));
                assertTrue(genuine.simulated());
                VerifiedSnp verified = simulated(genuine.appraise(new LoosePolicy().build()));
                assertTrue(verified.simulated());
                assertEquals("amd-sev-snp", verified.tee());
                assertArrayEquals(
                        FaultySnp.filled(48, 5), verified.measurements().get("measurement"));
                assertArrayEquals(Arrays.copyOf(new byte[] {6}, 64), verified.reportData());
            }
        }
    }

    @Test
    void productionAnchorsRejectItEvenWhenItsRootIsPinned() {
        for (SnpSigningKey key : SnpSigningKey.values()) {
            rejected(Reason.EVIDENCE_SIMULATED, verify(MILAN, key, TrustAnchors.amdSevSnp()));
            rejected(Reason.EVIDENCE_SIMULATED, verify(MILAN, key, TrustAnchors.pinned(Set.of(MILAN.rootDigest()))));
        }
    }

    @Test
    void anotherSimulatorsRootIsNotTrusted() {
        rejected(Reason.ROOT_UNTRUSTED, verify(MILAN, SnpSigningKey.VCEK, anchors(simulator(SnpProduct.MILAN))));
    }

    @Test
    void simulatedAnchorsRejectHardware() {
        FaultySnp hardware = new FaultySnp();
        TrustAnchors anchors = TrustAnchors.insecureSimulated(Set.of(Digest.sha256(hardware.rootDer())));
        rejected(
                Reason.EVIDENCE_NOT_SIMULATED,
                SnpVerifier.verify(hardware.reportBytes(), hardware.endorsements(), anchors, NOW));
    }

    @Test
    void aChainOfASimulatorGivesSimulatedReportsForEver() {
        SnpChain chain = simulated(
                SnpChain.verify(MILAN.endorsements(SnpSigningKey.VCEK), SnpSigningKey.VCEK, anchors(MILAN), NOW));
        assertTrue(chain.simulated());
        simulated(SnpVerifier.verify(MILAN.attest(SnpSigningKey.VCEK, new byte[48], new byte[64]), chain, NOW));
    }
}
