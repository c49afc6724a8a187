package dev.assay.enclave.guest.tpm;

import java.io.ByteArrayOutputStream;

/** A protobuf message in the making (protobuf.dev, Encoding): numbers and bytes. */
final class ProtoMessage {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    ProtoMessage number(int field, int value) {
        varint(field << 3 | VARINT);
        varint(value);
        return this;
    }

    ProtoMessage bytes(int field, byte[] value) {
        varint(field << 3 | LENGTH);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    byte[] encoded() {
        return out.toByteArray();
    }

    private void varint(int value) {
        int left = value;
        while (left >>> 7 != 0) {
            out.write(left & 0x7F | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }
}
