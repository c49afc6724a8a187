package dev.assay.verification.tee.dcap;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.simulator.QuoteWriter;
import dev.assay.simulator.SimulatedDcap;
import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.Verdicts;
import dev.assay.verification.tee.TrustAnchors;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A simulated platform whose parts a test makes wrong, one at a time. */
final class Fake {

    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");

    static final DcapPolicy POLICY = policy().build();

    final SimulatedDcap intel = SimulatedDcap.create(new SecureRandom(), NOW);

    static DcapPolicy.Builder policy() {
        return DcapPolicy.strict()
                .anyMeasurement()
                .minEvaluation(0)
                .anyPlatform()
                .insecureAnyReportData();
    }

    static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    QuoteWriter enclave() {
        return intel.enclave(filled(32, 1), filled(32, 2), filled(64, 3));
    }

    QuoteWriter domain(int version) {
        return intel.domain(version, Map.of("mrtd", filled(48, 4), "rtmr0", filled(48, 5)), filled(64, 6));
    }

    TrustAnchors anchors() {
        return TrustAnchors.insecureSimulated(Set.of(intel.rootDigest()));
    }

    Verdict<GenuineQuote> verify(QuoteWriter quote) {
        return verify(quote, intel.endorsements(quote.tee));
    }

    Verdict<GenuineQuote> verify(QuoteWriter quote, DcapEndorsements endorsements) {
        return DcapVerifier.verify(quote.quote(), endorsements, anchors(), NOW);
    }

    /** Of the quote that the platform makes of an enclave. */
    Verdict<GenuineQuote> verifyEnclave() {
        return verify(enclave());
    }

    Verdict<VerifiedQuote> appraise(QuoteWriter quote, DcapPolicy policy) {
        return genuine(verify(quote)).appraise(policy);
    }

    static GenuineQuote genuine(Verdict<GenuineQuote> verdict) {
        return Verdicts.simulated(verdict);
    }

    static Set<Reason> reasons(Verdict<?> verdict) {
        Verdict.Rejected<?> rejected = assertInstanceOf(Verdict.Rejected.class, verdict, verdict::toString);
        Set<Reason> reasons = new TreeSet<>();
        rejected.findings().stream().map(Finding::reason).forEach(reasons::add);
        return reasons;
    }
}
