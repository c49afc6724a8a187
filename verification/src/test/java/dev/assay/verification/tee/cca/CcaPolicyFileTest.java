package dev.assay.verification.tee.cca;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CcaPolicyFileTest {

    private static final String POLICY = """
            {"measurements":[{"rim":"%s","rem3":"%s"}],
             "platforms":[{"implementationId":"%s","config":"03","components":[
               {"measurement":"%s","signerId":"%s"},{"measurement":"%s","signerId":"%s"}]}],
             "lifecycle":"secured","personalizationValue":"%s"}""".formatted(
                    "08".repeat(32),
                    "0d".repeat(32),
                    "02".repeat(32),
                    "04".repeat(32),
                    "09".repeat(32),
                    "05".repeat(32),
                    "09".repeat(32),
                    "06".repeat(64));

    private static final String ANY = """
            {"measurements":"any","platforms":"insecure-any","lifecycle":"insecure-any","personalizationValue":"any"}""";

    @Test
    void readsWhatAPolicyNames() {
        verified(appraise(POLICY));
        verified(appraise(ANY));
    }

    @ParameterizedTest
    @CsvSource({
        "\"rim\":\"08, \"rim\":\"07, EVIDENCE_MEASUREMENT",
        "0d, 0c, EVIDENCE_MEASUREMENT",
        "\"02, \"03, CCA_PLATFORM_SOFTWARE",
        "\"05, \"06, CCA_PLATFORM_SOFTWARE",
        "\"09, \"08, CCA_PLATFORM_SOFTWARE",
        "\"config\":\"03\", \"config\":\"\", CCA_PLATFORM_SOFTWARE",
        "\"06, \"07, CCA_PERSONALIZATION"
    })
    void whatItReadsIsChecked(String from, String to, Reason reason) {
        assertTrue(POLICY.contains(from));
        rejected(reason, appraise(POLICY.replaceFirst(Pattern.quote(from), to)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "measurements->measurement",
                "rem3->rem4",
                "rim->rem0",
                "\"secured\"->\"debug\"",
                "config->konfig",
                "\"08->\"8",
                "\"06->\"",
                "signerId->signer",
                "\"lifecycle\":\"secured\",->",
                "\"measurements\":->\"x\":1,\"measurements\":"
            })
    void refusesWhatIsNoSuchPolicy(String change) {
        String[] parts = change.split("->", 2);
        assertTrue(POLICY.contains(parts[0]));
        String changed = POLICY.replaceFirst(Pattern.quote(parts[0]), parts[1]);
        assertThrows(IllegalArgumentException.class, () -> builder(changed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"any\"->[]", "\"any\"->\"insecure-any\"", "\"insecure-any\"->\"any\"", "\"insecure-any\"->[]"})
    void refusesOtherWordsAndEmptyLists(String change) {
        String[] parts = change.split("->", 2);
        String changed = ANY.replaceFirst(Pattern.quote(parts[0]), parts[1]);
        assertThrows(IllegalArgumentException.class, () -> builder(changed));
    }

    @Test
    void leavesTheChallengeToTheCaller() {
        assertThrows(IllegalArgumentException.class, () -> builder(ANY).build());
        rejected(
                Reason.EVIDENCE_NONCE_MISMATCH,
                verified(new FaultyCca().verify())
                        .appraise(builder(ANY).challenge(new byte[64]).build()));
    }

    private static Verdict<VerifiedCca> appraise(String json) {
        return verified(new FaultyCca().verify())
                .appraise(builder(json).insecureAnyChallenge().build());
    }

    private static CcaPolicy.Builder builder(String json) {
        return CcaPolicy.builder().read(Json.read(json.getBytes(StandardCharsets.US_ASCII)));
    }
}
