package dev.assay.verification.tee.snp;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Step 1 of 3: an attestation report of version 2 to 5 (AMD 56860, table "ATTESTATION_REPORT"), well formed; who signed it
 * is open. Numbers are little-endian.
 */
public final class SnpReport {

    /** Every version has the same size: 0x2A0 bytes that are signed, and 0x200 for the signature. */
    public static final int SIZE_BYTES = 0x4A0;

    static final int SIGNED_BYTES = 0x2A0;

    private final byte[] bytes;

    private SnpReport(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a report as the firmware gives it, without the response header of the guest's driver. Checks:
     *
     * <ol>
     *   <li>it has 1184 bytes;
     *   <li>VERSION is 2 to 5;
     *   <li>SIGNATURE_ALGO is 1, ECDSA on P-384 with SHA-384;
     *   <li>VMPL is 0 to 3: reports that the host asks for say 0xFFFFFFFF, and are refused;
     *   <li>SIGNING_KEY is VCEK or VLEK: with NONE nobody signed;
     *   <li>all that the version reserves is zero, and bit 17 of POLICY one.
     * </ol>
     */
    public static Verdict<SnpReport> parse(byte[] report) {
        try {
            return new Verdict.Verified<>(read(report));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection with every check that fails */
    static SnpReport read(byte[] report) {
        ReportFormat.checkSize(report);
        SnpReport parsed = new SnpReport(report.clone());
        ReportFormat.check(parsed);
        return parsed;
    }

    /** 2 to 5. */
    public int version() {
        return (int) number(0, 4);
    }

    /** The guest's own security version number, from its ID block: 0 to 2^32 - 1. */
    public long guestSvn() {
        return number(0x04, 4);
    }

    /** POLICY, all 64 bits. */
    public long guestPolicy() {
        return number(0x08, 8);
    }

    /** The minor version of the firmware's ABI that the guest demanded at launch. */
    public int guestAbiMinor() {
        return (int) (guestPolicy() & 0xFF);
    }

    /** The major version of the firmware's ABI that the guest demanded at launch. */
    public int guestAbiMajor() {
        return (int) (guestPolicy() >>> 8 & 0xFF);
    }

    /** The privilege level that asked for the report, 0..3; 0 is the highest. */
    public int vmpl() {
        return (int) number(0x30, 4);
    }

    /** PLATFORM_INFO, all 64 bits. */
    public long platformInfo() {
        return number(0x40, 8);
    }

    /** Which kind of key signed, by the report. */
    public SnpSigningKey signingKey() {
        return ReportFormat.signingKey(this);
    }

    /** The chip's own key signs nothing, by its operator's wish (bit MASK_CHIP_KEY). */
    public boolean isChipKeyMasked() {
        return (keyInfo() >>> 1 & 1) == 1;
    }

    /** The bits that are set, of policy, platform and keys alike. */
    public Set<SnpFlag> flags() {
        Set<SnpFlag> set = EnumSet.noneOf(SnpFlag.class);
        for (SnpFlag flag : SnpFlag.values()) {
            if (flag.isSet(this)) {
                set.add(flag);
            }
        }
        return set;
    }

    /** The field's bytes; a copy. */
    public byte[] field(SnpField field) {
        return bytes(field.offset(), field.sizeBytes());
    }

    /** The firmware that runs. */
    public SnpFirmware currentFirmware() {
        return firmware(0x1E8);
    }

    /** The firmware below which the machine cannot go. */
    public SnpFirmware committedFirmware() {
        return firmware(0x1EC);
    }

    /** What mitigated known weaknesses when the guest was launched, one bit each; zero before version 5. */
    public long launchMitigations() {
        return hasMitigations() ? number(0x1F8, 8) : 0;
    }

    /** What mitigates known weaknesses now, one bit each; zero before version 5. */
    public long currentMitigations() {
        return hasMitigations() ? number(0x200, 8) : 0;
    }

    /** Family, model and stepping: there from version 3 on. */
    public boolean hasCpuid() {
        return version() >= 3;
    }

    public int cpuFamily() {
        return (int) number(0x188, 1);
    }

    public int cpuModel() {
        return (int) number(0x189, 1);
    }

    public int cpuStepping() {
        return (int) number(0x18A, 1);
    }

    /** SHA-256 of the report. */
    public Digest digest() {
        return Digest.sha256(bytes);
    }

    boolean hasMitigations() {
        return version() >= 5;
    }

    /** The word of bits at 0x48. */
    long keyInfo() {
        return number(0x48, 4);
    }

    SnpTcb currentTcb(TcbLayout layout) {
        return layout.read("current", bytes(0x38, TcbLayout.SIZE_BYTES));
    }

    SnpTcb reportedTcb(TcbLayout layout) {
        return layout.read("reported", bytes(0x180, TcbLayout.SIZE_BYTES));
    }

    SnpTcb committedTcb(TcbLayout layout) {
        return layout.read("committed", bytes(0x1E0, TcbLayout.SIZE_BYTES));
    }

    SnpTcb launchTcb(TcbLayout layout) {
        return layout.read("launch", bytes(0x1F0, TcbLayout.SIZE_BYTES));
    }

    byte[] signedPart() {
        return bytes(0, SIGNED_BYTES);
    }

    byte[] bytes(int offset, int size) {
        return Arrays.copyOfRange(bytes, offset, offset + size);
    }

    boolean isZero(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Unsigned, but for eight bytes. */
    long number(int offset, int size) {
        byte[] padded = Arrays.copyOf(bytes(offset, size), Long.BYTES);
        return ByteBuffer.wrap(padded).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private SnpFirmware firmware(int offset) {
        return new SnpFirmware((int) number(offset + 2, 1), (int) number(offset + 1, 1), (int) number(offset, 1));
    }
}
