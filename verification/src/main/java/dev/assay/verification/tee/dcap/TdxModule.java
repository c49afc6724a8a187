package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What the TCB info says of a TDX module (Intel PCS API v4, "tdxModule" and "tdxModuleIdentities").
 *
 * @param id such as TDX_01; empty for the module before it had versions
 * @param signer MRSIGNERSEAM in hexadecimal digits
 * @param levels highest first; empty for the module without versions
 */
record TdxModule(String id, String signer, long attributes, long mask, List<IsvLevel> levels) {

    private static final int SIGNER_BYTES = 48;

    static TdxModule readUnversioned(JsonFields module) {
        return read("", module, List.of());
    }

    static TdxModule readVersion(JsonFields module) {
        String id = module.string("id").toUpperCase(Locale.ROOT);
        return read(id, module, IsvLevel.read(module, TcbStatus.OF_MODULES));
    }

    private static TdxModule read(String id, JsonFields module, List<IsvLevel> levels) {
        return new TdxModule(
                id,
                module.hex("mrsigner", SIGNER_BYTES),
                HexFormat.fromHexDigitsToLong(module.hex("attributes", Long.BYTES)),
                HexFormat.fromHexDigitsToLong(module.hex("attributesMask", Long.BYTES)),
                levels);
    }

    /** QVL, findTdxModuleIdentity: the version in two hexadecimal digits. */
    static String idOf(int version) {
        return String.format(Locale.ROOT, "TDX_%02X", version);
    }

    /** QVL 4.1.2.4.11.1. */
    void checkSigner(TdReport report) {
        String is = HexFormat.of().formatHex(report.mrSignerSeam());
        if (!is.equals(signer)) {
            throw new Rejection(Reason.TDX_MODULE_SIGNER_MISMATCH, "MRSIGNERSEAM is " + is + ", not " + signer);
        }
    }

    /** QVL 4.1.2.4.11.2: zero, since bit 0 is the module's debug mode and no other is defined, and as the TCB info says. */
    void checkAttributes(TdReport report) {
        String hex = HexFormat.of().formatHex(report.seamAttributes());
        long is = HexFormat.fromHexDigitsToLong(hex);
        if (is != 0 || (is & mask) != attributes) {
            throw new Rejection(Reason.TDX_MODULE_ATTRIBUTES_MISMATCH, "SEAMATTRIBUTES are " + hex);
        }
    }
}
