package dev.assay.verification.tee.dcap;

import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The report of a trust domain, 584 bytes of TDX 1.0 or 648 of TDX 1.5 (Intel TDX DCAP quoting library API, appendix A.3.2
 * and A.3.3).
 */
public final class TdReport implements Report {

    static final int BYTES_1_0 = 584;
    static final int BYTES_1_5 = 648;

    /** TD_ATTRIBUTES, bits 0 to 7: whatever is set there lets somebody look inside (TDX module ABI, "TD under debug"). */
    private static final int DEBUG = 1;

    private static final long SEPT_VE_DISABLE = 1L << 28;
    private static final long MIGRATABLE = 1L << 29;

    /** DEBUG, LASS, SEPT_VE_DISABLE, MIGRATABLE, PKS, KL, TPA and PERFMON (TDX module ABI, TD_ATTRIBUTES). */
    private static final long KNOWN_ATTRIBUTES =
            DEBUG | 1L << 27 | SEPT_VE_DISABLE | MIGRATABLE | 1L << 30 | 1L << 31 | 1L << 62 | 1L << 63;

    private static final int REGISTER_BYTES = 48;

    private final byte[] bytes;

    private TdReport(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param length one of the two */
    static TdReport read(Cursor in, int length) {
        return new TdReport(in.take(length));
    }

    /** TEE_TCB_SVN, 16 bytes: of the platform and the TDX module when the domain was launched. */
    public byte[] teeTcbSvn() {
        return field(0, 16);
    }

    /** TEE_TCB_SVN_2, 16 bytes: the same now; only TDX 1.5 says it. */
    public Optional<byte[]> teeTcbSvn2() {
        return is15() ? Optional.of(field(BYTES_1_0, 16)) : Optional.empty();
    }

    /** MRSIGNERSEAM: all zero for Intel's TDX module. */
    public byte[] mrSignerSeam() {
        return register(64);
    }

    /** 8 bytes. */
    public byte[] seamAttributes() {
        return field(112, 8);
    }

    /** TD_ATTRIBUTES as a number. */
    public long attributes() {
        long attributes = 0;
        for (int i = 7; i >= 0; i--) {
            attributes = attributes << 8 | (bytes[120 + i] & 0xFF);
        }
        return attributes;
    }

    @Override
    public byte[] reportData() {
        return field(520, 64);
    }

    @Override
    public SortedMap<String, byte[]> registers() {
        SortedMap<String, byte[]> registers = new TreeMap<>();
        registers.put("mrseam", register(16));
        registers.put("mrsignerseam", mrSignerSeam());
        registers.put("tdattributes", field(120, 8));
        registers.put("xfam", field(128, 8));
        registers.put("mrtd", register(136));
        registers.put("mrconfigid", register(184));
        registers.put("mrowner", register(232));
        registers.put("mrownerconfig", register(280));
        for (int i = 0; i < 4; i++) {
            registers.put("rtmr" + i, register(328 + i * REGISTER_BYTES));
        }
        serviceTd().ifPresent(hash -> registers.put("mrservicetd", hash));
        return registers;
    }

    @Override
    public boolean isDebug() {
        return (attributes() & DEBUG) != 0;
    }

    /** Bits that no published module defines, and the profiling ones, which also look inside. */
    boolean hasUnknownAttributes() {
        return (attributes() & ~KNOWN_ATTRIBUTES) != 0;
    }

    /** The domain sees no exception that the host can inject by taking a page away. */
    boolean disablesSeptVe() {
        return (attributes() & SEPT_VE_DISABLE) != 0;
    }

    /** A service domain may move the domain to another machine. */
    boolean isMigratable() {
        return (attributes() & MIGRATABLE) != 0;
    }

    /** MRSERVICETD: the hash of the service domains that are bound; only TDX 1.5 says it. */
    Optional<byte[]> serviceTd() {
        return is15() ? Optional.of(register(BYTES_1_0 + 16)) : Optional.empty();
    }

    private boolean is15() {
        return bytes.length == BYTES_1_5;
    }

    private byte[] register(int offset) {
        return field(offset, REGISTER_BYTES);
    }

    private byte[] field(int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }
}
