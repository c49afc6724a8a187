package dev.assay.verification.tee.dcap;

import static dev.assay.verification.Verdicts.simulated;
import static dev.assay.verification.tee.dcap.Fake.NOW;
import static dev.assay.verification.tee.dcap.Fake.POLICY;
import static dev.assay.verification.tee.dcap.Fake.reasons;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.simulator.IntelCertificate;
import dev.assay.simulator.QuoteWriter;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulatedDcapTest {

    private final Fake fake = new Fake();

    @Test
    void itsQuotesAreSimulatedAndNeverVerified() {
        for (QuoteWriter quote : new QuoteWriter[] {fake.enclave(), fake.domain(4), fake.domain(5)}) {
            GenuineQuote genuine = simulated(fake.verify(quote));
            assertTrue(genuine.simulated());
            assertTrue(simulated(genuine.appraise(POLICY)).simulated());
        }
        assertInstanceOf(
                Verdict.Simulated.class,
                VerifiedCollateral.verify(fake.intel.endorsements(QuoteWriter.TDX), fake.anchors(), NOW));
    }

    @Test
    void productionAnchorsRejectItEvenWhenItsRootIsPinned() {
        TrustAnchors pinned = TrustAnchors.pinned(Set.of(fake.intel.rootDigest()));
        for (int tee : new int[] {QuoteWriter.SGX, QuoteWriter.TDX}) {
            byte[] quote = (tee == QuoteWriter.SGX ? fake.enclave() : fake.domain(5)).quote();
            DcapEndorsements endorsements = fake.intel.endorsements(tee);
            assertEquals(
                    Set.of(Reason.EVIDENCE_SIMULATED), reasons(DcapVerifier.verify(quote, endorsements, pinned, NOW)));
            assertTrue(reasons(DcapVerifier.verify(quote, endorsements, TrustAnchors.intelSgx(), NOW))
                    .contains(Reason.EVIDENCE_SIMULATED));
        }
    }

    @Test
    void oneMarkOfOneCertificateIsEnoughToBeNoHardware() {
        for (int i = 0; i < 4; i++) {
            for (boolean byName : new boolean[] {true, false}) {
                Fake other = new Fake();
                IntelCertificate[] all = {
                    other.intel.root, other.intel.platformCa, other.intel.pck, other.intel.tcbSigner
                };
                for (int j = 0; j < all.length; j++) {
                    all[j].isMarked = i == j && !byName;
                    all[j].organisation = i == j && byName ? "OU=SIMULATED" : "O=Intel Corporation";
                }
                TrustAnchors pinned = TrustAnchors.pinned(Set.of(other.intel.rootDigest()));
                QuoteWriter quote = other.enclave();
                assertTrue(reasons(DcapVerifier.verify(quote.quote(), other.intel.endorsements(quote.tee), pinned, NOW))
                        .contains(Reason.EVIDENCE_SIMULATED));
            }
        }
    }

    @Test
    void simulatedAnchorsRejectHardware() {
        for (IntelCertificate one :
                new IntelCertificate[] {fake.intel.root, fake.intel.platformCa, fake.intel.pck, fake.intel.tcbSigner}) {
            one.isMarked = false;
            one.organisation = "O=Intel Corporation";
        }
        assertEquals(Set.of(Reason.EVIDENCE_NOT_SIMULATED), reasons(fake.verifyEnclave()));
        QuoteWriter quote = fake.enclave();
        TrustAnchors pinned = TrustAnchors.pinned(Set.of(fake.intel.rootDigest()));
        assertInstanceOf(
                Verdict.Verified.class,
                DcapVerifier.verify(quote.quote(), fake.intel.endorsements(quote.tee), pinned, NOW));
    }

    @Test
    void anotherSimulatorsRootIsNotTrusted() {
        TrustAnchors other = TrustAnchors.insecureSimulated(Set.of(new Fake().intel.rootDigest()));
        QuoteWriter quote = fake.enclave();
        assertEquals(
                Set.of(Reason.ROOT_UNTRUSTED),
                reasons(DcapVerifier.verify(quote.quote(), fake.intel.endorsements(quote.tee), other, NOW)));
    }
}
