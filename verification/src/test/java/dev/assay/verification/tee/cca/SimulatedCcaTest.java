package dev.assay.verification.tee.cca;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.tee.cca.FaultyCca.NOW;
import static dev.assay.verification.tee.cca.FaultyCca.filled;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.SimulatedCca;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedCcaTest {

    private static final SimulatedCca CCA = SimulatedCca.create(new SecureRandom());
    private static final byte[] TOKEN =
            CCA.attest(filled(64, 1), filled(64, 2), filled(32, 3), Collections.nCopies(4, filled(32, 4)));

    @Test
    void itsTokensAreSimulatedAndNeverVerified() {
        GenuineCca genuine = simulated(verify(CCA, TrustAnchors.insecureSimulated(Set.of(CCA.keyDigest()))));
        assertTrue(genuine.simulated());
        CcaPolicy policy = FaultyCca.policy()
                .measurement(new RealmMeasurements(filled(32, 3), Map.of(0, filled(32, 4))))
                .insecureAnyPlatformSoftware()
                .personalizationValue(filled(64, 2))
                .challenge(filled(64, 1))
                .build();
        VerifiedCca verified = simulated(genuine.appraise(policy));
        assertTrue(verified.simulated());
        assertEquals("arm-cca", verified.tee());
        assertArrayEquals(filled(64, 1), verified.challenge());
    }

    @Test
    void productionAnchorsRefuseItWhateverTheyPin() {
        rejected(Reason.EVIDENCE_SIMULATED, verify(CCA, TrustAnchors.pinned(Set.of(CCA.keyDigest()))));
    }

    @Test
    void anotherSimulatedPlatformIsNotTrusted() {
        SimulatedCca other = SimulatedCca.create(new SecureRandom());
        rejected(Reason.ENDORSEMENT_MISSING, verify(other, TrustAnchors.insecureSimulated(Set.of(other.keyDigest()))));
        rejected(Reason.ROOT_UNTRUSTED, verify(CCA, TrustAnchors.insecureSimulated(Set.of(other.keyDigest()))));
    }

    private static Verdict<GenuineCca> verify(SimulatedCca endorsed, TrustAnchors anchors) {
        return CcaVerifier.verify(TOKEN, CcaEndorsements.of(List.of(endorsed.endorsement())), anchors, NOW);
    }
}
