package dev.assay.verification.tee.cca;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.CborValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the platform says of itself (RMM, A7.2.3.2): the payload of the platform token, which nobody has verified yet.
 *
 * @param challenge the hash of the realm token's key
 * @param implementationId 32 bytes
 * @param instanceId 33 bytes, of which the first is 1: names the platform's key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlatformClaims(
        PlatformProfile profile,
        byte[] challenge,
        byte[] implementationId,
        byte[] instanceId,
        byte[] config,
        Lifecycle lifecycle,
        List<SoftwareComponent> components,
        HashAlgorithm hashAlgorithm,
        Optional<String> verificationService) {

    private static final int MAX_COMPONENTS = 256;

    /** How the implementation ID of a simulated platform starts, so that no pinned digest can pass it off as hardware. */
    static final String SIMULATED = "SIMULATED";

    enum PlatformProfile {
        /** Before the realm token had a profile of its own. */
        LEGACY("http://arm.com/CCA-SSD/1.0.0"),
        /** RMM, A7.2.3.2.1. */
        VERSION_1("tag:arm.com,2023:cca_platform#1.0.0");

        private final String name;

        PlatformProfile(String name) {
            this.name = name;
        }

        static PlatformProfile of(String name) {
            return Arrays.stream(values())
                    .filter(profile -> profile.name.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new Rejection(Reason.CCA_PROFILE, "platform profile " + name));
        }
    }

    static PlatformClaims parse(byte[] payload) {
        Claims claims = Claims.decode(payload);
        PlatformProfile profile = PlatformProfile.of(claims.text(265, "platform profile"));
        return new PlatformClaims(
                profile,
                claims.hash(10, "platform challenge"),
                claims.bytes(2396, "implementation ID", CcaEndorsement.IMPLEMENTATION_ID_BYTES),
                instanceId(claims),
                claims.bytes(2401, "platform config"),
                Lifecycle.of(claims.integer(2395, "lifecycle")),
                components(claims.array(2399, "software components")),
                HashAlgorithm.of(claims.text(2402, "platform hash algorithm"), "platform hash algorithm"),
                claims.optionalText(2400, "verification service"));
    }

    private static byte[] instanceId(Claims claims) {
        byte[] instanceId = claims.bytes(256, "instance ID", CcaEndorsement.INSTANCE_ID_BYTES);
        if (instanceId[0] != 1) {
            throw Claims.invalid("instance ID", "does not start with 1"); // RMM, A7.2.3.2.4
        }
        return instanceId;
    }

    private static List<SoftwareComponent> components(List<CborValue> components) {
        if (components.isEmpty() || components.size() > MAX_COMPONENTS) {
            throw Claims.invalid("software components", "are none, or more than " + MAX_COMPONENTS);
        }
        return components.stream().map(SoftwareComponent::read).toList();
    }

    boolean isSimulated() {
        byte[] mark = SIMULATED.getBytes(StandardCharsets.US_ASCII);
        return Arrays.equals(Arrays.copyOf(implementationId, mark.length), mark);
    }
}
