package dev.assay.verification.tee.cca;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import java.time.Instant;

/**
 * Decides whether an Arm CCA attestation token shows a realm, on an endorsed platform, that the caller wants. By the Realm
 * Management Monitor specification (RMM) 1.0, A7.2, and draft-ffm-rats-cca-token.
 *
 * <p>CCA has no vendor's root: a platform's key (CPAK) is trusted because the SHA-256 of its SubjectPublicKeyInfo is among
 * the trust anchors, and for no other reason.
 */
public final class CcaVerifier {

    private CcaVerifier() {}

    /**
     * Verifies the shape and the signatures of a token. What it says is for {@link GenuineCca#appraise}. Checks:
     *
     * <ol>
     *   <li>parse: the collection and its two COSE_Sign1 messages (A7.2.3), the platform's claims (A7.2.3.2), the realm's
     *       claims (A7.2.3.1);
     *   <li>verify: the platform's endorsement, its key among the anchors, simulated or not, the platform token's signature,
     *       the realm's key as the platform names it (A7.2.3.2.2), the realm token's signature.
     * </ol>
     *
     * @param token at most 60 000 bytes
     * @param anchors SHA-256 of the SubjectPublicKeyInfo, in DER, of each platform's key that is trusted
     * @param now the time of verification, against which an endorsement's end is held; tokens have no time in them
     * @return {@code Simulated} for a simulated platform under simulated anchors, never {@code Verified}
     */
    public static Verdict<GenuineCca> verify(
            byte[] token, CcaEndorsements endorsements, TrustAnchors anchors, Instant now) {
        try {
            GenuineCca genuine = GenuineCca.verify(CcaToken.parse(token), endorsements, anchors, now);
            return genuine.simulated() ? new Verdict.Simulated<>(genuine) : new Verdict.Verified<>(genuine);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }
}
