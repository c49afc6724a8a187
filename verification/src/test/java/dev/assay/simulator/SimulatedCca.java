package dev.assay.simulator;

import dev.assay.verification.Digest;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import dev.assay.verification.tee.cca.CcaEndorsement;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * A simulated Arm CCA platform with one realm: it makes attestation tokens in the real format (two COSE_Sign1 of ES384 in a
 * CMW collection) under a throw-away platform key. The implementation ID says SIMULATED, so only anchors built with
 * {@code insecureSimulated} accept it. Safe for use by several threads.
 */
public final class SimulatedCca {

    private static final byte[] IMPLEMENTATION_ID =
            Arrays.copyOf("SIMULATED Arm CCA platform".getBytes(StandardCharsets.US_ASCII), 32);

    private static final int SECURED = 0x3000;

    private final CoseSigner platform;
    private final CoseSigner realm;

    private SimulatedCca(CoseSigner platform, CoseSigner realm) {
        this.platform = platform;
        this.realm = realm;
    }

    /** Makes a platform's key and a realm's. */
    public static SimulatedCca create(SecureRandom random) {
        return new SimulatedCca(CoseSigner.es384(random), CoseSigner.es384(random));
    }

    /** What its maker would say of the platform: its key, and no end. */
    public CcaEndorsement endorsement() {
        EcdsaKey key = EcdsaKey.of(NistCurve.P384, platform.point());
        return new CcaEndorsement(instanceId(), IMPLEMENTATION_ID, key, Instant.MAX);
    }

    /** SHA-256 of the platform key's SubjectPublicKeyInfo: what {@code TrustAnchors.insecureSimulated} takes. */
    public Digest keyDigest() {
        return endorsement().keyDigest();
    }

    /**
     * An attestation token of a secured platform.
     *
     * @param challenge 64 bytes, of the realm's choice
     * @param personalizationValue 64 bytes
     * @param initialMeasurement the RIM: 32, 48 or 64 bytes
     * @param extensibleMeasurements four, as the RIM
     */
    public byte[] attest(
            byte[] challenge,
            byte[] personalizationValue,
            byte[] initialMeasurement,
            List<byte[]> extensibleMeasurements) {
        byte[] key = realm.coseKey();
        CborWriter claims = new CborWriter().map(8);
        claims.uint(265).text("tag:arm.com,2023:realm#1.0.0");
        claims.uint(10).bytes(challenge);
        claims.uint(44235).bytes(personalizationValue);
        claims.uint(44236).text("sha-256");
        claims.uint(44237).bytes(key);
        claims.uint(44238).bytes(initialMeasurement);
        claims.uint(44239).array(extensibleMeasurements.size());
        extensibleMeasurements.forEach(claims::bytes);
        claims.uint(44240).text("sha-256");
        return collection(platformToken(Digest.sha256(key)), realm.sign(claims.toByteArray()));
    }

    private byte[] platformToken(Digest realmKey) {
        CborWriter claims = new CborWriter().map(9);
        claims.uint(265).text("tag:arm.com,2023:cca_platform#1.0.0");
        claims.uint(10).bytes(realmKey.bytes());
        claims.uint(2396).bytes(IMPLEMENTATION_ID);
        claims.uint(256).bytes(instanceId());
        claims.uint(2401).bytes(new byte[4]);
        claims.uint(2395).uint(SECURED);
        claims.uint(2399).array(1).map(3);
        claims.uint(1).text("RMM");
        claims.uint(2).bytes(Digest.sha256(IMPLEMENTATION_ID).bytes());
        claims.uint(5).bytes(new byte[32]);
        claims.uint(2400).text("SIMULATED");
        claims.uint(2402).text("sha-256");
        return platform.sign(claims.toByteArray());
    }

    /** 1, and the digest of the platform's key. */
    private byte[] instanceId() {
        byte[] id = new byte[33];
        id[0] = 1;
        System.arraycopy(Digest.sha256(platform.point()).bytes(), 0, id, 1, 32);
        return id;
    }

    private static byte[] collection(byte[] platformToken, byte[] realmToken) {
        CborWriter collection = new CborWriter().raw(new byte[] {(byte) 0xD9, 0x03, (byte) 0x8B}); // tag 907
        collection.map(2);
        collection.uint(44234).array(2).uint(263).bytes(platformToken);
        collection.uint(44241).array(2).uint(263).bytes(realmToken);
        return collection.toByteArray();
    }
}
