package dev.assay.verification.tee.cca;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.cca.FaultyCca.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens that others made, each with the key of its platform. */
class CcaVectorsTest {

    @BeforeAll
    static void vectorsAreHere() {
        CcaVectors.assumePresent();
    }

    @ParameterizedTest
    @CsvSource({
        "cca-token-01.cbor, ta-tfa.json, 4",
        "cca-token-02.cbor, ta-02-ok.json, 1",
        "cca-token-draft-ffm-00.cbor, ta-tfa.json, 13"
    })
    void tokensOfOthersAreGenuine(String token, String endorsements, int components) {
        VerifiedCca verified = verified(verified(verify(token, endorsements)).appraise(FaultyCca.anything()));
        assertEquals(components, verified.platformComponents().size());
        assertEquals(5, verified.measurements().size());
    }

    @ParameterizedTest
    @CsvSource({
        "cca-token-01.cbor, ta-02-ok.json, ENDORSEMENT_MISSING",
        "cca-token-02.cbor, ta-tfa.json, ENDORSEMENT_MISSING",
        "cca-token-02.cbor, ta.json, ENDORSEMENT_MISSING",
        // Its platform vouches for another realm key.
        "bug-33-repro.cbor, ta-tfa.json, CCA_REALM_KEY"
    })
    void otherTokensAreRejected(String token, String endorsements, Reason reason) {
        rejected(reason, verify(token, endorsements));
    }

    @ParameterizedTest
    @CsvSource({
        "cca-token-01.cbor, ta-tfa.json, 1",
        "cca-token-02.cbor, ta-02-ok.json, 2",
        "cca-token-draft-ffm-00.cbor, ta-tfa.json, 3"
    })
    void mutationsOfTokensOfOthersAreRefused(String token, String name, long seed) {
        CcaEndorsements endorsements = CcaVectors.endorsements(name);
        CcaMutationTest.Sample sample =
                new CcaMutationTest.Sample(CcaVectors.file(token), endorsements, CcaVectors.anchors(endorsements));
        CcaMutationTest.mutate(sample, 2_000, seed);
    }

    @Test
    void anEndorsedKeyThatIsNoPointIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> CcaVectors.endorsements("ta-02-bad.json"));
    }

    private static Verdict<GenuineCca> verify(String token, String name) {
        CcaEndorsements endorsements = CcaVectors.endorsements(name);
        return CcaVerifier.verify(CcaVectors.file(token), endorsements, CcaVectors.anchors(endorsements), NOW);
    }
}
