package dev.assay.verification.tee.nvidia;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A GET_MEASUREMENTS request and its MEASUREMENTS response, one after the other (DSP0274 1.1, section 10.11). Parsed; the
 * signature is not verified.
 *
 * @param requestNonce 32 bytes, chosen by whoever asked
 * @param measurements values by index, which starts at 1
 * @param signedPart request and response up to the signature
 * @param signature r and s, 48 bytes each, big-endian
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SpdmReport(
        byte[] requestNonce,
        SortedMap<Integer, byte[]> measurements,
        OpaqueFields fields,
        byte[] signedPart,
        byte[] signature) {

    /** The largest report seen has 4.3 KiB; the record's length alone could claim 16 MiB. */
    static final int MAX_BYTES = 64 << 10;

    private static final int VERSION_1_1 = 0x11;
    private static final int GET_MEASUREMENTS = 0xE0;
    private static final int MEASUREMENTS = 0x60;

    /** Request attributes, bit 0 (table 46): the responder signs. */
    private static final int SIGNATURE_REQUESTED = 0x01;

    private static final int ALL_MEASUREMENTS = 0xFF;
    private static final int SLOT_MASK = 0x0F;
    private static final int NONCE_BYTES = 32;
    private static final int SIGNATURE_BYTES = 96;

    private static final int DMTF = 0x01;
    private static final int DMTF_HEADER_BYTES = 3;

    static SpdmReport parse(byte[] report) {
        if (report.length > MAX_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, "a report of " + report.length + " bytes; the limit is " + MAX_BYTES);
        }
        SpdmBytes in = new SpdmBytes(report);
        byte[] requestNonce = readRequest(in);
        int blocks = readResponseHeader(in);
        SortedMap<Integer, byte[]> measurements = readRecord(in, blocks);
        in.read(NONCE_BYTES); // the responder's own, which only makes its signature fresh
        OpaqueFields fields = OpaqueFields.parse(in.read(in.readUnsigned(2)));
        byte[] signedPart = Arrays.copyOf(report, in.position());
        byte[] signature = in.read(SIGNATURE_BYTES);
        in.expectEnd();
        return new SpdmReport(requestNonce, measurements, fields, signedPart, signature);
    }

    private static byte[] readRequest(SpdmBytes in) {
        expectHeader(in, GET_MEASUREMENTS);
        int attributes = in.readUnsigned(1);
        int operation = in.readUnsigned(1);
        byte[] nonce = in.read(NONCE_BYTES);
        int slot = in.readUnsigned(1);
        if (attributes != SIGNATURE_REQUESTED || operation != ALL_MEASUREMENTS || slot != 0) {
            throw new Rejection(
                    Reason.SPDM_REQUEST, "attributes " + attributes + ", operation " + operation + ", slot " + slot);
        }
        return nonce;
    }

    private static int readResponseHeader(SpdmBytes in) {
        expectHeader(in, MEASUREMENTS);
        in.readUnsigned(1); // the number of indices, which is for another operation
        int slot = in.readUnsigned(1) & SLOT_MASK;
        if (slot != 0) {
            throw new Rejection(Reason.SPDM_RESPONSE, "signed by slot " + slot);
        }
        return in.readUnsigned(1);
    }

    private static void expectHeader(SpdmBytes in, int code) {
        int version = in.readUnsigned(1);
        int found = in.readUnsigned(1);
        if (version != VERSION_1_1 || found != code) {
            throw new Rejection(Reason.MALFORMED, "version " + version + ", message " + found);
        }
    }

    private static SortedMap<Integer, byte[]> readRecord(SpdmBytes in, int blocks) {
        SpdmBytes record = new SpdmBytes(in.read(in.readUnsigned(3)));
        TreeMap<Integer, byte[]> measurements = new TreeMap<>();
        while (!record.isAtEnd()) {
            readBlock(record, measurements);
        }
        if (measurements.size() != blocks) {
            throw new Rejection(Reason.SPDM_RESPONSE, measurements.size() + " measurements, announced " + blocks);
        }
        return Collections.unmodifiableSortedMap(measurements);
    }

    /** Table 53; the measurement inside is in the DMTF's format. */
    private static void readBlock(SpdmBytes record, TreeMap<Integer, byte[]> measurements) {
        int index = record.readUnsigned(1);
        int specification = record.readUnsigned(1);
        int size = record.readUnsigned(2);
        record.readUnsigned(1); // what the value is of: golden values tell more
        int valueSize = record.readUnsigned(2);
        byte[] value = record.read(valueSize);
        if (specification != DMTF || size != DMTF_HEADER_BYTES + valueSize) {
            throw new Rejection(Reason.SPDM_RESPONSE, "measurement " + index + " of " + size + " bytes");
        }
        if (index == 0 || !measurements.isEmpty() && index <= measurements.lastKey()) {
            throw new Rejection(Reason.SPDM_RESPONSE, "measurement " + index + " out of order");
        }
        measurements.put(index, value);
    }
}
