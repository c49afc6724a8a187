package dev.assay.verification.tee.nvidia;

import java.util.Optional;

/**
 * What a device calls itself and its software, read while it can still be refused: a field that is no text or no flag must
 * not wait until somebody asks for it.
 *
 * @param id what switches call it
 * @param driver empty for a switch
 * @param driverRimId of NVIDIA's service; empty for a switch
 * @param rimProduct the chip that its manifests are for, as they write it
 * @param mode empty for a switch, and where the report does not say
 */
record DeviceNames(
        String id,
        String driver,
        String vbios,
        Optional<String> driverRimId,
        String vbiosRimId,
        String rimProduct,
        Optional<NvidiaMode> mode) {

    static DeviceNames of(NvidiaEvidence evidence, NvidiaArchitecture architecture) {
        OpaqueFields fields = evidence.report().fields();
        RimIds rims = new RimIds(fields, architecture);
        return new DeviceNames(
                evidence.chain().pdi(),
                fields.driver(),
                fields.vbios(architecture),
                rims.driver(),
                rims.vbios(),
                rims.product(),
                architecture.isSwitch() ? Optional.empty() : fields.mode());
    }
}
