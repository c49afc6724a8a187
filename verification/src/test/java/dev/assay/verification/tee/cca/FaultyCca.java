package dev.assay.verification.tee.cca;

import dev.assay.simulator.CborWriter;
import dev.assay.simulator.CoseSigner;
import dev.assay.verification.Verdict;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import dev.assay.verification.tee.TrustAnchors;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A fake platform that signs anything: the parts of a right token, which a test changes before {@link #token()} puts them
 * together and signs. Unlike {@code SimulatedCca} it does not say that it is no hardware.
 */
final class FaultyCca {

    static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
    static final byte[] CHALLENGE = filled(64, 7);
    static final byte[] RIM = filled(32, 8);

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final CoseSigner PLATFORM = CoseSigner.es384(RANDOM);
    private static final CoseSigner REALM = CoseSigner.es384(RANDOM);

    CoseSigner platformSigner = PLATFORM;
    CoseSigner realmSigner = REALM;
    UnaryOperator<byte[]> platformFault = UnaryOperator.identity();
    UnaryOperator<byte[]> realmFault = UnaryOperator.identity();

    /** CBOR by label. */
    final Map<Integer, byte[]> platform = new LinkedHashMap<>();

    final Map<Integer, byte[]> realm = new LinkedHashMap<>();

    FaultyCca() {
        putPlatform(265, cbor -> cbor.text("tag:arm.com,2023:cca_platform#1.0.0"));
        realmKey(REALM.coseKey());
        putPlatform(2396, cbor -> cbor.bytes(filled(32, 2)));
        putPlatform(256, cbor -> cbor.bytes(filled(33, 1)));
        putPlatform(2401, cbor -> cbor.bytes(new byte[] {3}));
        putPlatform(2395, cbor -> cbor.uint(0x3001));
        putPlatform(2399, cbor -> component(component(cbor.array(2), 4), 5));
        putPlatform(2400, cbor -> cbor.text("https://verifier.example"));
        putPlatform(2402, cbor -> cbor.text("sha-256"));
        putRealm(265, cbor -> cbor.text("tag:arm.com,2023:realm#1.0.0"));
        putRealm(10, cbor -> cbor.bytes(CHALLENGE));
        putRealm(44235, cbor -> cbor.bytes(filled(64, 6)));
        putRealm(44236, cbor -> cbor.text("sha-256"));
        putRealm(44238, cbor -> cbor.bytes(RIM));
        putRealm(44239, cbor -> measurements(cbor, 4));
        putRealm(44240, cbor -> cbor.text("sha-256"));
    }

    /** As tokens were before realms had a profile. */
    static FaultyCca legacy() {
        FaultyCca cca = new FaultyCca();
        cca.putPlatform(265, cbor -> cbor.text("http://arm.com/CCA-SSD/1.0.0"));
        cca.realm.remove(265);
        return cca.realmKey(REALM.point());
    }

    private static CborWriter component(CborWriter cbor, int fill) {
        return cbor.map(3)
                .uint(1)
                .text("BL" + fill)
                .uint(2)
                .bytes(filled(32, fill))
                .uint(5)
                .bytes(filled(32, 9));
    }

    static CborWriter measurements(CborWriter cbor, int count) {
        cbor.array(count);
        for (int i = 0; i < count; i++) {
            cbor.bytes(filled(32, 10 + i));
        }
        return cbor;
    }

    static byte[] filled(int size, int fill) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) fill);
        return bytes;
    }

    /** Puts the key into the realm token, and its hash into the platform token. */
    FaultyCca realmKey(byte[] key) {
        putRealm(44237, cbor -> cbor.bytes(key));
        return putPlatform(10, cbor -> cbor.bytes(HashAlgorithm.SHA_256.hash(key)));
    }

    FaultyCca putPlatform(int label, UnaryOperator<CborWriter> value) {
        platform.put(label, value.apply(new CborWriter()).toByteArray());
        return this;
    }

    FaultyCca putRealm(int label, UnaryOperator<CborWriter> value) {
        realm.put(label, value.apply(new CborWriter()).toByteArray());
        return this;
    }

    byte[] platformToken() {
        return platformFault.apply(platformSigner.sign(claims(platform)));
    }

    byte[] realmToken() {
        return realmFault.apply(realmSigner.sign(claims(realm)));
    }

    private static byte[] claims(Map<Integer, byte[]> claims) {
        CborWriter map = new CborWriter().map(claims.size());
        claims.forEach((label, value) -> map.uint(label).raw(value));
        return map.toByteArray();
    }

    byte[] token() {
        return collection(platformToken(), realmToken());
    }

    static byte[] collection(byte[] platformToken, byte[] realmToken) {
        CborWriter collection = tag(399).map(2);
        return collection
                .uint(44234)
                .bytes(platformToken)
                .uint(44241)
                .bytes(realmToken)
                .toByteArray();
    }

    static CborWriter tag(int tag) {
        return new CborWriter().raw(new byte[] {(byte) 0xD9, (byte) (tag >>> 8), (byte) tag});
    }

    static CcaEndorsement endorsement() {
        return new CcaEndorsement(filled(33, 1), filled(32, 2), key(), NOW);
    }

    static EcdsaKey key() {
        return EcdsaKey.of(NistCurve.P384, PLATFORM.point());
    }

    static TrustAnchors anchors() {
        return TrustAnchors.pinned(Set.of(endorsement().keyDigest()));
    }

    Verdict<GenuineCca> verify() {
        return verify(token());
    }

    static Verdict<GenuineCca> verify(byte[] token) {
        return CcaVerifier.verify(token, CcaEndorsements.of(List.of(endorsement())), anchors(), NOW);
    }

    static CcaPolicy.Builder policy() {
        return CcaPolicy.builder().requireSecured();
    }

    static CcaPolicy anything() {
        return policy().anyMeasurement()
                .insecureAnyPlatformSoftware()
                .anyPersonalizationValue()
                .insecureAnyChallenge()
                .build();
    }
}
