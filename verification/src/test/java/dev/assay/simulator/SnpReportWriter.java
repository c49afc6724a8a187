package dev.assay.simulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;

/** The bytes of an SNP report that is still being filled in, by their offsets (AMD 56860, "ATTESTATION_REPORT"). */
public final class SnpReportWriter {

    public static final int VERSION = 0x00;
    public static final int GUEST_SVN = 0x04;
    public static final int POLICY = 0x08;
    public static final int VMPL = 0x30;
    public static final int SIGNATURE_ALGORITHM = 0x34;
    public static final int CURRENT_TCB = 0x38;
    public static final int PLATFORM_INFO = 0x40;
    public static final int KEY_INFO = 0x48;
    public static final int REPORT_DATA = 0x50;
    public static final int MEASUREMENT = 0x90;
    public static final int HOST_DATA = 0xC0;
    public static final int REPORT_ID_MA = 0x160;
    public static final int REPORTED_TCB = 0x180;
    public static final int CPUID = 0x188;
    public static final int CHIP_ID = 0x1A0;
    public static final int COMMITTED_TCB = 0x1E0;
    public static final int CURRENT_FIRMWARE = 0x1E8;
    public static final int COMMITTED_FIRMWARE = 0x1EC;
    public static final int LAUNCH_TCB = 0x1F0;
    public static final int LAUNCH_MITIGATIONS = 0x1F8;
    public static final int CURRENT_MITIGATIONS = 0x200;
    public static final int SIGNATURE = 0x2A0;
    public static final int SIZE = 0x4A0;

    private static final int NUMBER_BYTES = 72;
    private static final int COORDINATE_BYTES = 48;

    private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    public SnpReportWriter u32(int offset, int value) {
        bytes.putInt(offset, value);
        return this;
    }

    public SnpReportWriter u64(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    public SnpReportWriter bytes(int offset, byte... value) {
        bytes.put(offset, value);
        return this;
    }

    /** Signs what is there, as the firmware does. */
    public SnpReportWriter sign(PrivateKey key, SecureRandom random) {
        try {
            Signature signer = Signature.getInstance("SHA384withECDSAinP1363Format");
            signer.initSign(key, random);
            signer.update(bytes.array(), 0, SIGNATURE);
            byte[] rs = signer.sign();
            bytes(SIGNATURE, reversed(Arrays.copyOf(rs, COORDINATE_BYTES)));
            return bytes(SIGNATURE + NUMBER_BYTES, reversed(Arrays.copyOfRange(rs, COORDINATE_BYTES, rs.length)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has P-384", e);
        }
    }

    private static byte[] reversed(byte[] bigEndian) {
        byte[] little = new byte[bigEndian.length];
        for (int i = 0; i < little.length; i++) {
            little[i] = bigEndian[little.length - 1 - i];
        }
        return little;
    }

    public byte[] toByteArray() {
        return bytes.array().clone();
    }
}
