package dev.assay.verification.tee.nvidia;

import java.util.Optional;

/** The names under which NVIDIA's service (rim.attestation.nvidia.com) keeps a device's manifests. No manifest holds its own. */
record RimIds(OpaqueFields fields, NvidiaArchitecture architecture) {

    /** Project, project SKU and chip SKU of the one board with switches; it does not report them. */
    private static final String SWITCH = "NV_SWITCH_BIOS_5612_0002_890_";

    Optional<String> driver() {
        return switch (architecture) {
            case HOPPER -> Optional.of("NV_GPU_DRIVER_" + product() + '_' + fields.driver());
            case BLACKWELL -> Optional.of("NV_GPU_CC_DRIVER_" + product() + '_' + fields.driver());
            case LS10 -> Optional.empty();
        };
    }

    /** The chip that its manifests name as their product. */
    String product() {
        return switch (architecture) {
            case HOPPER -> "GH100";
            case BLACKWELL -> fields.chipInfo().isEmpty() ? "GB100" : fields.chipInfo();
            case LS10 -> "LS10";
        };
    }

    String vbios() {
        String version = fields.vbios(architecture).replace(".", "");
        return architecture.isSwitch()
                ? SWITCH + version
                : String.join("_", "NV_GPU_VBIOS", fields.project(), fields.projectSku(), fields.chipSku(), version);
    }
}
