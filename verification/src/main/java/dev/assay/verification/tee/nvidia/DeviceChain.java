package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.x509.Certificate;
import dev.assay.verification.x509.PublicKey;
import dev.assay.verification.x509.SignatureCache;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The certificates of a device: firmware (the leaf), boot ROM, provisioner, chip family, root. They have no end (NVIDIA
 * writes 9999-12-31): only OCSP takes one back.
 */
record DeviceChain(CertificatePath path) {

    static final int LENGTH = 5;

    /** Chip, stepping and the processor that runs the firmware, which signs ({@code LF}: the leaf of the chain). */
    private static final Pattern LEAF = Pattern.compile("(([A-Z]{2}_?[0-9]{2,3}) [A-Z][0-9]{2} [A-Z]{3}) FMC LF");

    /** One byte that names the kind, and the identifier that switches know the device by. */
    private static final Pattern BOOT_ROM_SERIAL = Pattern.compile("[0-9A-F]{2}([0-9A-F]{16})");

    void verify(TrustAnchors anchors, Instant now) {
        path.verify(anchors, LENGTH, now);
        checkNames();
    }

    private Certificate leaf() {
        return path.leaf();
    }

    Certificate bootRom() {
        return path.certificates().get(1);
    }

    /** By their names the two are of one chip, and the leaf is the key for reports. */
    private void checkNames() {
        String bootRom = leafName().group(1) + " BROM";
        if (!bootRom().commonName().equals(Optional.of(bootRom))) {
            throw new Rejection(Reason.CERTIFICATE_NAME, bootRom().subject() + " is not " + bootRom);
        }
    }

    private Matcher leafName() {
        Matcher name = LEAF.matcher(leaf().commonName().orElse(""));
        if (!name.matches()) {
            throw new Rejection(Reason.CERTIFICATE_NAME, leaf().subject() + " is no key for reports");
        }
        return name;
    }

    /** Such as {@code GH100}. */
    String chip() {
        return leafName().group(2);
    }

    /** What switches call this device, in lower case hexadecimal digits. */
    String pdi() {
        Matcher serial = BOOT_ROM_SERIAL.matcher(bootRom().deviceSerial().orElse(""));
        if (!serial.matches()) {
            throw new Rejection(Reason.DEVICE_IDENTITY, bootRom().subject() + " names no device");
        }
        return serial.group(1).toLowerCase(Locale.ROOT);
    }

    void checkSignature(SpdmReport report, SignatureCache known) {
        boolean signed = known.keep(leaf().key()) instanceof PublicKey.Ec(EcdsaKey point)
                && point.verifyRaw(report.signedPart(), report.signature());
        if (!signed) {
            throw new Rejection(Reason.EVIDENCE_SIGNATURE, "the report is not signed by " + leaf().subject());
        }
    }
}
