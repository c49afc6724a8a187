package dev.assay.verification.tee.cca;

import dev.assay.verification.Digest;
import dev.assay.verification.ecdsa.EcdsaKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a platform's maker says of one platform: the key that signs its tokens. The maker's word comes to the caller in a way
 * of their own; here it counts for nothing unless the key is among the trust anchors too.
 *
 * @param instanceId names the key: 33 bytes, of which the first is 1 (RMM, A7.2.3.2.4)
 * @param implementationId names the kind of platform: 32 bytes (RMM, A7.2.3.2.3)
 * @param attestationKey the CCA platform attestation key (CPAK)
 * @param notAfter until when the maker stands by it; {@link Instant#MAX} where there is no such time
 */
@SuppressWarnings("ArrayRecordComponent") // cloned on the way in and out, never compared
public record CcaEndorsement(byte[] instanceId, byte[] implementationId, EcdsaKey attestationKey, Instant notAfter) {

    static final int INSTANCE_ID_BYTES = 33;
    static final int IMPLEMENTATION_ID_BYTES = 32;

    /** What stands before the point in a SubjectPublicKeyInfo (RFC 5480): id-ecPublicKey, secp256r1. */
    private static final byte[] P256_PREFIX =
            HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");
    /** As above, secp384r1. */
    private static final byte[] P384_PREFIX = HexFormat.of().parseHex("3076301006072a8648ce3d020106052b81040022036200");

    /** @throws IllegalArgumentException if an identifier has another length or form */
    public CcaEndorsement {
        instanceId = instanceId.clone();
        implementationId = implementationId.clone();
        if (instanceId.length != INSTANCE_ID_BYTES || instanceId[0] != 1) {
            throw new IllegalArgumentException("an instance ID has 33 bytes, of which the first is 1");
        }
        if (implementationId.length != IMPLEMENTATION_ID_BYTES) {
            throw new IllegalArgumentException("an implementation ID has 32 bytes");
        }
    }

    @Override
    public byte[] instanceId() {
        return instanceId.clone();
    }

    @Override
    public byte[] implementationId() {
        return implementationId.clone();
    }

    /** SHA-256 of the key's SubjectPublicKeyInfo in DER: what trust anchors of CCA platforms name. */
    public Digest keyDigest() {
        return keyDigest(attestationKey);
    }

    /** SHA-256 of a key's SubjectPublicKeyInfo in DER. */
    public static Digest keyDigest(EcdsaKey key) {
        byte[] prefix = switch (key.curve()) {
            case P256 -> P256_PREFIX;
            case P384 -> P384_PREFIX;
        };
        return Digest.sha256(prefix, key.encoded());
    }

    boolean isOfInstance(byte[] id) {
        return Arrays.equals(instanceId, id);
    }

    boolean isOfImplementation(byte[] id) {
        return Arrays.equals(implementationId, id);
    }
}
