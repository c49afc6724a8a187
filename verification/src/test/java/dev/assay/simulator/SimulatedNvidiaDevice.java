package dev.assay.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A simulated GPU or NVSwitch: what it measures and says of itself may be set, and its reports are signed like a real
 * one's. Not safe for several threads.
 *
 * @see SimulatedNvidia
 */
public final class SimulatedNvidiaDevice {

    private static final int DMTF = 1;
    private static final int NONCE_BYTES = 32;
    private static final int DIGEST_BYTES = 48;

    private final List<NvidiaCertificate> chain;
    private final Map<Integer, byte[]> measurements = new TreeMap<>();
    private final Map<Integer, byte[]> fields = new TreeMap<>();
    private final byte[] request = HexFormat.of().parseHex("11e001ff" + "00".repeat(NONCE_BYTES) + "00");

    SimulatedNvidiaDevice(List<NvidiaCertificate> chain, int measurementCount) {
        this.chain = chain;
        for (int index = 1; index <= measurementCount; index++) {
            measurement(index, digest(index));
        }
    }

    /** Some value of the right size: every byte is {@code fill}. */
    public static byte[] digest(int fill) {
        byte[] digest = new byte[DIGEST_BYTES];
        Arrays.fill(digest, (byte) fill);
        return digest;
    }

    /** @param index starts at 1 */
    public SimulatedNvidiaDevice measurement(int index, byte[] value) {
        measurements.put(index, value.clone());
        return this;
    }

    /** An opaque field, by NVIDIA's number for it. */
    public SimulatedNvidiaDevice field(int type, byte[] value) {
        fields.put(type, value.clone());
        return this;
    }

    public SimulatedNvidiaDevice text(int type, String value) {
        return field(type, (value + '\0').getBytes(StandardCharsets.US_ASCII));
    }

    /** The device then says nothing of it. */
    public SimulatedNvidiaDevice without(int type) {
        fields.remove(type);
        return this;
    }

    /** The leaf first and the root last. */
    public List<NvidiaCertificate> chain() {
        return chain;
    }

    public byte[] chainPem() {
        return pem(chain);
    }

    public static byte[] pem(List<NvidiaCertificate> certificates) {
        StringBuilder pem = new StringBuilder();
        for (NvidiaCertificate certificate : certificates) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.der()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return pem.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Request and response, signed.
     *
     * @param nonce 32 bytes
     */
    public byte[] report(byte[] nonce) {
        System.arraycopy(nonce, 0, request, 4, NONCE_BYTES);
        return sign(unsigned(request, measurements.size(), record(measurements), opaque(fields)));
    }

    /** The measurements' part of a response. */
    public static byte[] record(Map<Integer, byte[]> measurements) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        measurements.forEach((index, value) -> {
            out.write(index);
            out.write(DMTF);
            little(out, 3 + value.length, 2);
            out.write(1);
            little(out, value.length, 2);
            out.writeBytes(value);
        });
        return out.toByteArray();
    }

    /** The opaque part of a response. */
    public static byte[] opaque(Map<Integer, byte[]> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        fields.forEach((type, value) -> {
            little(out, type, 2);
            little(out, value.length, 2);
            out.writeBytes(value);
        });
        return out.toByteArray();
    }

    /** Request and response up to the signature; parts may contradict each other. */
    public static byte[] unsigned(byte[] request, int blocks, byte[] record, byte[] opaque) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(request);
        out.writeBytes(new byte[] {0x11, 0x60, 0, 0});
        out.write(blocks);
        little(out, record.length, 3);
        out.writeBytes(record);
        out.writeBytes(new byte[NONCE_BYTES]);
        little(out, opaque.length, 2);
        out.writeBytes(opaque);
        return out.toByteArray();
    }

    private static void little(ByteArrayOutputStream out, int value, int width) {
        for (int i = 0; i < width; i++) {
            out.write(value >>> 8 * i);
        }
    }

    /** The bytes with the leaf's signature behind them. */
    public byte[] sign(byte[] unsigned) {
        return chain.getFirst().sign(unsigned);
    }
}
