package dev.assay.verification.tee.cca;

import dev.assay.verification.Checks;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.SignatureCache;
import java.time.Instant;
import java.util.Arrays;

/** Step 2 of 3: a token that a trusted platform has signed; whether it says what the caller wants is open. */
public final class GenuineCca {

    private final CcaToken token;
    private final TrustAnchors anchors;

    private GenuineCca(CcaToken token, TrustAnchors anchors) {
        this.token = token;
        this.anchors = anchors;
    }

    /**
     * Verifies the signatures. Checks, with the clause of the Realm Management Monitor specification:
     *
     * <ol>
     *   <li>A7.2.3.2.4: there is an endorsement of the instance that the platform token names;
     *   <li>A7.2.3.2.3: it is of the implementation that the token names;
     *   <li>ours: the endorsement has not ended by {@code now};
     *   <li>ours: its key is among the anchors;
     *   <li>ours: the platform is not marked as simulated, or, under simulated anchors, is;
     *   <li>A7.2.3: the platform token is signed by that key;
     *   <li>A7.2.3.2.2: its challenge is the hash of the realm token's key;
     *   <li>A7.2.3: the realm token is signed by its own key.
     * </ol>
     *
     * @throws Rejection with every check that fails, of those after the first
     */
    static GenuineCca verify(CcaToken token, CcaEndorsements endorsements, TrustAnchors anchors, Instant now) {
        CcaEndorsement endorsement =
                endorsements.ofInstance(token.platformClaims().instanceId());
        Checks checks = new Checks();
        checks.make(() -> checkImplementation(token, endorsement));
        checks.make(() -> checkEnd(endorsement, now));
        checks.make(() -> checkAnchor(endorsement, anchors));
        checks.make(() -> checkMark(token, anchors));
        checks.make(() -> checkPlatformSignature(token, endorsement, anchors));
        checks.make(() -> checkRealmKey(token));
        checks.make(() -> checkRealmSignature(token));
        checks.end();
        return new GenuineCca(token, anchors);
    }

    private static void checkImplementation(CcaToken token, CcaEndorsement endorsement) {
        if (!endorsement.isOfImplementation(token.platformClaims().implementationId())) {
            throw new Rejection(Reason.CCA_IMPLEMENTATION, "the endorsement is of another implementation ID");
        }
    }

    private static void checkEnd(CcaEndorsement endorsement, Instant now) {
        if (now.isAfter(endorsement.notAfter())) {
            throw new Rejection(Reason.CCA_ENDORSEMENT_EXPIRED, "endorsed until " + endorsement.notAfter());
        }
    }

    private static void checkAnchor(CcaEndorsement endorsement, TrustAnchors anchors) {
        if (!anchors.roots().contains(endorsement.keyDigest())) {
            throw new Rejection(Reason.ROOT_UNTRUSTED, "the platform's key " + endorsement.keyDigest());
        }
    }

    private static void checkMark(CcaToken token, TrustAnchors anchors) {
        boolean simulated = token.platformClaims().isSimulated();
        switch (anchors) {
            case TrustAnchors.Production production
            when simulated -> throw new Rejection(Reason.EVIDENCE_SIMULATED, "the implementation ID says SIMULATED");
            case TrustAnchors.InsecureSimulated insecure
            when !simulated ->
                throw new Rejection(Reason.EVIDENCE_NOT_SIMULATED, "the implementation ID does not say SIMULATED");
            default -> {}
        }
    }

    /** A platform signs one token for each key of a realm, and the realm many with it. */
    private static void checkPlatformSignature(CcaToken token, CcaEndorsement endorsement, TrustAnchors anchors) {
        SignatureCache known = anchors.knownBelow(endorsement.keyDigest());
        if (!token.platform().isSignedBy(endorsement.attestationKey(), known)) {
            throw new Rejection(Reason.EVIDENCE_SIGNATURE, "the platform token is not signed by the endorsed key");
        }
    }

    private static void checkRealmKey(CcaToken token) {
        RealmClaims realm = token.realmClaims();
        byte[] hash = realm.keyHash().hash(realm.key().encoded());
        if (!Arrays.equals(hash, token.platformClaims().challenge())) {
            throw new Rejection(Reason.CCA_REALM_KEY, "the platform's challenge is not the hash of the realm's key");
        }
    }

    private static void checkRealmSignature(CcaToken token) {
        if (!token.realm().isSignedBy(token.realmClaims().key().key(), new SignatureCache())) {
            throw new Rejection(Reason.CCA_REALM_SIGNATURE, "the realm token is not signed by its own key");
        }
    }

    /**
     * Compares the token with a policy. Checks, none of which is Arm's to make:
     *
     * <ol>
     *   <li>the platform's lifecycle is the secured one, unless the policy allows others;
     *   <li>the platform's implementation, configuration and software are one of those accepted;
     *   <li>the realm's measurements equal those of one accepted measurement;
     *   <li>the personalization value is the policy's;
     *   <li>the challenge is the policy's.
     * </ol>
     *
     * @return with every check that fails; {@code Simulated} for a simulated platform, never {@code Verified}
     */
    public Verdict<VerifiedCca> appraise(CcaPolicy policy) {
        try {
            VerifiedCca verified = VerifiedCca.appraise(this, policy);
            return simulated() ? new Verdict.Simulated<>(verified) : new Verdict.Verified<>(verified);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** No hardware stands behind it. */
    public boolean simulated() {
        return anchors instanceof TrustAnchors.InsecureSimulated;
    }

    /** SHA-256 of the token as received. */
    public Digest digest() {
        return token.digest();
    }

    CcaToken token() {
        return token;
    }
}
