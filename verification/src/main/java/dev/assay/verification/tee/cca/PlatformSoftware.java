package dev.assay.verification.tee.cca;

import java.util.Arrays;
import java.util.List;

/**
 * A platform in a state that a policy accepts: its kind, its configuration, and all of its measured firmware.
 *
 * @param implementationId 32 bytes
 * @param config as the implementation defines it
 * @param components each by measurement and signer, in the token's order; their other fields are not compared
 */
@SuppressWarnings("ArrayRecordComponent") // cloned on the way in, never compared
public record PlatformSoftware(byte[] implementationId, byte[] config, List<SoftwareComponent> components) {

    /** @throws IllegalArgumentException if the implementation ID has not 32 bytes or there is no component */
    public PlatformSoftware {
        implementationId = implementationId.clone();
        config = config.clone();
        components = List.copyOf(components);
        if (implementationId.length != CcaEndorsement.IMPLEMENTATION_ID_BYTES || components.isEmpty()) {
            throw new IllegalArgumentException("want an implementation ID of 32 bytes, and at least one component");
        }
    }

    boolean isOf(PlatformClaims platform) {
        return Arrays.equals(implementationId, platform.implementationId())
                && Arrays.equals(config, platform.config())
                && isSameCode(platform.components());
    }

    private boolean isSameCode(List<SoftwareComponent> others) {
        if (components.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < components.size(); i++) {
            if (!components.get(i).isSameCode(others.get(i))) {
                return false;
            }
        }
        return true;
    }
}
