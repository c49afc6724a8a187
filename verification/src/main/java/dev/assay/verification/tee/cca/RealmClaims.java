package dev.assay.verification.tee.cca;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.tee.cca.PlatformClaims.PlatformProfile;
import java.util.List;
import java.util.Optional;

/**
 * What the realm management monitor says of the realm (RMM, A7.2.3.1): the payload of the realm token, which nobody has
 * verified yet.
 *
 * @param challenge 64 bytes, of the realm's choice
 * @param personalizationValue 64 bytes, of the realm's owner
 * @param initialMeasurement 32, 48 or 64 bytes
 * @param extensibleMeasurements four, as the initial one
 * @param key the realm attestation key, which signs this token
 * @param keyHash by which the platform token names the key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RealmClaims(
        byte[] challenge,
        byte[] personalizationValue,
        byte[] initialMeasurement,
        List<byte[]> extensibleMeasurements,
        HashAlgorithm hashAlgorithm,
        RealmKey key,
        HashAlgorithm keyHash) {

    static final int CHALLENGE_BYTES = 64;
    static final int PERSONALIZATION_BYTES = 64;
    static final int EXTENSIBLE_MEASUREMENTS = 4;

    /** RMM, A7.2.3.1.2. */
    private static final String PROFILE = "tag:arm.com,2023:realm#1.0.0";

    static RealmClaims parse(byte[] payload, PlatformProfile platformProfile) {
        Claims claims = Claims.decode(payload);
        Optional<String> profile = claims.optionalText(265, "realm profile");
        checkProfile(profile, platformProfile);
        return new RealmClaims(
                claims.bytes(10, "realm challenge", CHALLENGE_BYTES),
                claims.bytes(44235, "personalization value", PERSONALIZATION_BYTES),
                claims.hash(44238, "initial measurement"),
                measurements(claims.array(44239, "extensible measurements")),
                HashAlgorithm.of(claims.text(44236, "realm hash algorithm"), "realm hash algorithm"),
                // A COSE_Key since realms have a profile, and an uncompressed point before.
                profile.isPresent()
                        ? RealmKey.ofCoseKey(claims.bytes(44237, "realm key"))
                        : RealmKey.ofPoint(claims.bytes(44237, "realm key")),
                HashAlgorithm.of(claims.text(44240, "realm key hash algorithm"), "realm key hash algorithm"));
    }

    /** Without a profile the realm token is of the platform's legacy profile, which describes both. */
    private static void checkProfile(Optional<String> profile, PlatformProfile platformProfile) {
        if (profile.isPresent() && !profile.get().equals(PROFILE)) {
            throw new Rejection(Reason.CCA_PROFILE, "realm profile " + profile.get());
        }
        if (profile.isEmpty() && platformProfile != PlatformProfile.LEGACY) {
            throw new Rejection(Reason.CCA_PROFILE, "no realm profile, under the platform profile " + platformProfile);
        }
    }

    private static List<byte[]> measurements(List<CborValue> values) {
        if (values.size() != EXTENSIBLE_MEASUREMENTS) {
            throw Claims.invalid("extensible measurements", "are " + values.size() + ", not four");
        }
        return values.stream()
                .map(value -> Claims.hash(value, "extensible measurement"))
                .toList();
    }
}
