package dev.assay.verification.tee.dcap;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** The report of an SGX enclave, 384 bytes (Intel SDM volume 3D, "REPORT"; QVL, EnclaveReport). */
public final class EnclaveReport implements Report {

    static final int BYTES = 384;

    private static final int DEBUG = 1 << 1;

    private final byte[] bytes;

    private EnclaveReport(byte[] bytes) {
        this.bytes = bytes;
    }

    static EnclaveReport read(Cursor in) {
        return new EnclaveReport(in.take(BYTES));
    }

    /** All of it: what is signed. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** 16 bytes. */
    public byte[] cpuSvn() {
        return field(0, 16);
    }

    /** 4 bytes, as in the report. */
    public byte[] miscSelect() {
        return field(16, 4);
    }

    /** 16 bytes: flags and XFRM. */
    public byte[] attributes() {
        return field(48, 16);
    }

    /** 32 bytes: the code and its initial state. */
    public byte[] mrEnclave() {
        return field(64, 32);
    }

    /** 32 bytes: the SHA-256 of whose key signed the enclave. */
    public byte[] mrSigner() {
        return field(128, 32);
    }

    public int isvProdId() {
        return u16(256);
    }

    public int isvSvn() {
        return u16(258);
    }

    @Override
    public byte[] reportData() {
        return field(320, 64);
    }

    @Override
    public SortedMap<String, byte[]> registers() {
        SortedMap<String, byte[]> registers = new TreeMap<>();
        registers.put("mrenclave", mrEnclave());
        registers.put("mrsigner", mrSigner());
        registers.put("attributes", attributes());
        registers.put("configid", field(192, 64));
        return registers;
    }

    @Override
    public boolean isDebug() {
        return (bytes[48] & DEBUG) != 0;
    }

    private byte[] field(int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    private int u16(int offset) {
        return (bytes[offset] & 0xFF) | (bytes[offset + 1] & 0xFF) << 8;
    }
}
