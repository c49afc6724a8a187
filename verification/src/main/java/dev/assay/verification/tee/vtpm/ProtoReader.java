package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of one Protocol Buffers message (encoding of version 3), in their order, without a schema. Strict: numbers in
 * their shortest form, only the two wire types that the messages here use, nothing left over.
 */
final class ProtoReader {

    /** One field: a number, or bytes that may be a message in turn. */
    sealed interface Field {

        int number();

        record Varint(int number, long value) implements Field {}

        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Bytes(int number, byte[] value) implements Field {}
    }

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    /** An attestation's largest message has 24 registers. */
    private static final int MAX_FIELDS = 64;

    private final byte[] input;
    private int at;

    private ProtoReader(byte[] input) {
        this.input = input;
    }

    static List<Field> read(byte[] message) {
        ProtoReader in = new ProtoReader(message);
        List<Field> fields = new ArrayList<>();
        while (in.at < message.length) {
            if (fields.size() == MAX_FIELDS) {
                throw malformed("more than " + MAX_FIELDS + " fields");
            }
            fields.add(in.field());
        }
        return fields;
    }

    private Field field() {
        long key = varint();
        long number = key >>> 3;
        if (number < 1 || number > 15) {
            throw malformed("field " + number);
        }
        return switch ((int) (key & 7)) {
            case VARINT -> new Field.Varint((int) number, varint());
            case LENGTH_DELIMITED -> new Field.Bytes((int) number, take(varint()));
            default -> throw malformed("wire type " + (key & 7));
        };
    }

    /** Seven bits a byte, the lowest first. A second encoding of the same number is refused. */
    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (at == input.length) {
                throw malformed("ends in a number");
            }
            int next = input[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                if (next == 0 && shift > 0) {
                    throw malformed("a number longer than needed");
                }
                return value;
            }
        }
        throw malformed("a number beyond 2^63");
    }

    private byte[] take(long length) {
        if (length > input.length - at) {
            throw malformed("a field of " + length + " bytes with " + (input.length - at) + " left");
        }
        byte[] taken = Arrays.copyOfRange(input, at, at + (int) length);
        at += (int) length;
        return taken;
    }

    static Rejection malformed(String detail) {
        return new Rejection(Reason.MALFORMED, "protobuf: " + detail);
    }
}
