package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;

/**
 * How a GPU's memory traffic leaves it (opaque field 36). Its values are told by reports of hardware: a Hopper GPU, which
 * cannot encrypt its links, writes 0 when it works alone. NVIDIA's attestation-sdk swaps the names of the first two in its
 * {@code OpaqueDataFeatureFlag}; nothing is decided by which of them it is.
 */
public enum NvidiaMode {
    /** One GPU in one TEE. */
    SINGLE_GPU_PASSTHROUGH,
    /** Several GPUs in one TEE, each link between them encrypted. */
    MULTI_GPU_PASSTHROUGH,
    /** Several GPUs in one TEE, with traffic through the switches in the clear: the switches must be verified too. */
    PROTECTED_PCIE;

    /** @param flag little-endian, as hexadecimal digits */
    static NvidiaMode ofFlag(String flag) {
        return switch (flag.replaceFirst("(00)+$", "")) {
            case "" -> SINGLE_GPU_PASSTHROUGH;
            case "01" -> MULTI_GPU_PASSTHROUGH;
            case "02" -> PROTECTED_PCIE;
            default -> throw new Rejection(Reason.EVIDENCE_FIELD_INVALID, "the feature flag " + flag);
        };
    }
}
