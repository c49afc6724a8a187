package dev.assay.simulator;

import dev.assay.verification.tee.tpm.TpmHash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes a crypto-agile event log (TCG PC Client Platform Firmware Profile, section 10), event by event. */
public final class EventLogWriter {

    public static final int NO_ACTION = 0x3;
    public static final int SEPARATOR = 0x4;
    public static final int S_CRTM_VERSION = 0x8;
    public static final int IPL = 0xD;
    public static final int VARIABLE_DRIVER_CONFIG = 0x8000_0001;
    public static final int VARIABLE_BOOT = 0x8000_0002;
    public static final int EFI_ACTION = 0x8000_0007;

    /** EFI_GLOBAL_VARIABLE, as its bytes stand. */
    private static final byte[] GLOBAL = {
        0x61,
        (byte) 0xdf,
        (byte) 0xe4,
        (byte) 0x8b,
        (byte) 0xca,
        (byte) 0x93,
        (byte) 0xd2,
        0x11,
        (byte) 0xaa,
        0x0d,
        0,
        (byte) 0xe0,
        (byte) 0x98,
        0x03,
        0x2b,
        (byte) 0x8c
    };

    private final List<TpmHash> hashes;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public EventLogWriter(List<TpmHash> hashes) {
        this.hashes = hashes;
        head();
    }

    private void head() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes("Spec ID Event03\0".getBytes(StandardCharsets.US_ASCII));
        data.writeBytes(new byte[] {0, 0, 0, 0, 0, 2, 0, 2});
        data.writeBytes(u32(hashes.size()));
        hashes.forEach(hash ->
                data.writeBytes(new byte[] {(byte) hash.id(), (byte) (hash.id() >> 8), (byte) hash.sizeBytes(), 0}));
        data.write(0);
        raw(u32(0)).raw(u32(NO_ACTION)).raw(new byte[20]).raw(u32(data.size())).raw(data.toByteArray());
    }

    /** An event with these digests, whatever its data. */
    public EventLogWriter event(int register, int type, Map<TpmHash, byte[]> digests, byte[] data) {
        raw(u32(register)).raw(u32(type)).raw(u32(hashes.size()));
        for (TpmHash hash : hashes) {
            raw(new byte[] {(byte) hash.id(), (byte) (hash.id() >> 8)}).raw(Objects.requireNonNull(digests.get(hash)));
        }
        return raw(u32(data.length)).raw(data);
    }

    /** An event that is measured as its data says. */
    public EventLogWriter measure(SoftwareTpm tpm, int register, int type, byte[] data) {
        return event(register, type, tpm.extend(register, data), data);
    }

    /** An event whose measured bytes are others than its data. */
    public EventLogWriter measure(SoftwareTpm tpm, int register, int type, byte[] measured, byte[] data) {
        return event(register, type, tpm.extend(register, measured), data);
    }

    public EventLogWriter raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public byte[] toByteArray() {
        return out.toByteArray();
    }

    /** UEFI_VARIABLE_DATA of a global variable. */
    public static byte[] variable(String name, byte[] value) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.writeBytes(GLOBAL);
        data.writeBytes(u64(name.length()));
        data.writeBytes(u64(value.length));
        data.writeBytes(name.getBytes(StandardCharsets.UTF_16LE));
        data.writeBytes(value);
        return data.toByteArray();
    }

    private static byte[] u32(long value) {
        return new byte[] {(byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24)};
    }

    private static byte[] u64(long value) {
        byte[] bytes = new byte[8];
        System.arraycopy(u32(value), 0, bytes, 0, 4);
        return bytes;
    }
}
