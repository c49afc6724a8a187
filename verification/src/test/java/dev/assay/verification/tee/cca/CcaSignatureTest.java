package dev.assay.verification.tee.cca;

import static dev.assay.verification.Verdicts.rejected;
import static dev.assay.verification.Verdicts.verified;
import static dev.assay.verification.tee.cca.FaultyCca.NOW;
import static dev.assay.verification.tee.cca.FaultyCca.filled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.assay.simulator.CoseSigner;
import dev.assay.verification.Digest;
import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import dev.assay.verification.tee.TrustAnchors;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CcaSignatureTest {

    private final FaultyCca cca = new FaultyCca();

    @Test
    void acceptsTokensOfAnEndorsedPlatformWhoseKeyIsPinned() {
        GenuineCca genuine = verified(cca.verify());
        assertFalse(genuine.simulated());
    }

    @Test
    void acceptsKeysOfP256AndOtherHashesOfTheRealmKey() {
        CoseSigner platform = CoseSigner.es256(new SecureRandom());
        CoseSigner realm = CoseSigner.es256(new SecureRandom());
        cca.platformSigner = platform;
        cca.realmSigner = realm;
        cca.realmKey(realm.coseKey());
        cca.putRealm(44240, cbor -> cbor.text("sha-512"));
        cca.putPlatform(10, cbor -> cbor.bytes(HashAlgorithm.SHA_512.hash(realm.coseKey())));
        CcaEndorsement endorsement = endorsement(EcdsaKey.of(NistCurve.P256, platform.point()), NOW);
        verified(verify(endorsement, TrustAnchors.pinned(Set.of(endorsement.keyDigest()))));
        rejected(Reason.CCA_REALM_KEY, refused(cca.putRealm(44240, cbor -> cbor.text("sha-384")), endorsement));
    }

    private static Verdict<GenuineCca> refused(FaultyCca cca, CcaEndorsement endorsement) {
        return CcaVerifier.verify(
                cca.token(),
                CcaEndorsements.of(List.of(endorsement)),
                TrustAnchors.pinned(Set.of(endorsement.keyDigest())),
                NOW);
    }

    @Test
    void rejectsPlatformsThatNobodyEndorsed() {
        rejected(
                Reason.ENDORSEMENT_MISSING,
                CcaVerifier.verify(cca.token(), CcaEndorsements.of(List.of()), FaultyCca.anchors(), NOW));
        byte[] other = filled(33, 1);
        other[32] = 2;
        cca.putPlatform(256, cbor -> cbor.bytes(other));
        rejected(Reason.ENDORSEMENT_MISSING, cca.verify());
    }

    @Test
    void rejectsEndorsementsOfAnotherImplementation() {
        rejected(
                Reason.CCA_IMPLEMENTATION,
                cca.putPlatform(2396, cbor -> cbor.bytes(filled(32, 3))).verify());
    }

    @Test
    void rejectsEndorsementsThatHaveEnded() {
        CcaEndorsement ended = endorsement(FaultyCca.key(), NOW.minusNanos(1));
        rejected(Reason.CCA_ENDORSEMENT_EXPIRED, verify(ended, FaultyCca.anchors()));
        verified(verify(endorsement(FaultyCca.key(), NOW), FaultyCca.anchors()));
        verified(verify(endorsement(FaultyCca.key(), Instant.MAX), FaultyCca.anchors()));
    }

    @Test
    void rejectsPlatformKeysThatAreNotPinned() {
        TrustAnchors others =
                TrustAnchors.pinned(Set.of(Digest.sha256(FaultyCca.key().encoded())));
        rejected(Reason.ROOT_UNTRUSTED, verify(FaultyCca.endorsement(), others));
    }

    @Test
    void rejectsPlatformTokensSignedByAnotherKey() {
        cca.platformSigner = CoseSigner.es384(new SecureRandom());
        rejected(Reason.EVIDENCE_SIGNATURE, cca.verify());
        cca.platformSigner = CoseSigner.es256(new SecureRandom());
        rejected(Reason.EVIDENCE_SIGNATURE, cca.verify());
    }

    @Test
    void rejectsRealmKeysThatThePlatformDoesNotName() {
        CoseSigner thief = CoseSigner.es384(new SecureRandom());
        cca.realmSigner = thief;
        cca.putRealm(44237, cbor -> cbor.bytes(thief.coseKey()));
        rejected(Reason.CCA_REALM_KEY, cca.verify());
    }

    @Test
    void rejectsRealmTokensNotSignedByTheirKey() {
        cca.realmSigner = CoseSigner.es384(new SecureRandom());
        rejected(Reason.CCA_REALM_SIGNATURE, cca.verify());
    }

    /** CVE-2022-21449: r = s = 0. */
    @Test
    void rejectsSignaturesOutOfRange() {
        cca.platformFault = CcaSignatureTest::withoutSignature;
        rejected(Reason.EVIDENCE_SIGNATURE, cca.verify());
        FaultyCca realm = new FaultyCca();
        realm.realmFault = CcaSignatureTest::withoutSignature;
        rejected(Reason.CCA_REALM_SIGNATURE, realm.verify());
    }

    private static byte[] withoutSignature(byte[] token) {
        Arrays.fill(token, token.length - 96, token.length, (byte) 0);
        return token;
    }

    @Test
    void rejectsAPlatformThatSaysThatItIsSimulated() {
        byte[] marked = Arrays.copyOf("SIMULATED".getBytes(StandardCharsets.US_ASCII), 32);
        cca.putPlatform(2396, cbor -> cbor.bytes(marked));
        CcaEndorsement endorsement = new CcaEndorsement(filled(33, 1), marked, FaultyCca.key(), NOW);
        rejected(Reason.EVIDENCE_SIMULATED, verify(endorsement, FaultyCca.anchors()));
    }

    @Test
    void rejectsHardwareUnderSimulatedAnchors() {
        CcaEndorsement endorsement = FaultyCca.endorsement();
        rejected(
                Reason.EVIDENCE_NOT_SIMULATED,
                verify(endorsement, TrustAnchors.insecureSimulated(Set.of(endorsement.keyDigest()))));
    }

    @Test
    void namesEveryCheckThatFails() {
        cca.platformSigner = CoseSigner.es384(new SecureRandom());
        cca.realmSigner = CoseSigner.es384(new SecureRandom());
        Verdict.Rejected<?> rejected = assertInstanceOf(Verdict.Rejected.class, cca.verify());
        assertEquals(
                List.of(Reason.EVIDENCE_SIGNATURE, Reason.CCA_REALM_SIGNATURE),
                rejected.findings().stream().map(Finding::reason).toList());
    }

    private static CcaEndorsement endorsement(EcdsaKey key, Instant notAfter) {
        return new CcaEndorsement(filled(33, 1), filled(32, 2), key, notAfter);
    }

    private Verdict<GenuineCca> verify(CcaEndorsement endorsement, TrustAnchors anchors) {
        return CcaVerifier.verify(cca.token(), CcaEndorsements.of(List.of(endorsement)), anchors, NOW);
    }
}
