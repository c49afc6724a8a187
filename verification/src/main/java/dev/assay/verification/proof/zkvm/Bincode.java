package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads what Rust's bincode 1 writes by {@code bincode::serialize}: integers of their own size, the least significant byte
 * first; lengths of eight bytes; variants of four; fields and elements of arrays one after the other. Every method throws
 * {@link Rejection}.
 */
final class Bincode {

    private final ByteBuffer in;

    Bincode(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int remaining() {
        return in.remaining();
    }

    /** Ends the reading: nothing may follow. */
    void end() {
        if (in.hasRemaining()) {
            throw malformed(in.remaining() + " bytes are left over");
        }
    }

    byte[] bytes(int sizeBytes, String what) {
        if (in.remaining() < sizeBytes) {
            throw malformed(what + ": the bytes end");
        }
        byte[] bytes = new byte[sizeBytes];
        in.get(bytes);
        return bytes;
    }

    /** Bytes behind their count, which are all there before anything is allocated for them. */
    byte[] byteList(String what) {
        return bytes(length(what), what);
    }

    String ascii(String what) {
        return new String(byteList(what), StandardCharsets.US_ASCII);
    }

    /** A count of things that take at least a byte each. */
    int length(String what) {
        long length = ByteBuffer.wrap(bytes(Long.BYTES, what))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 0 || length > in.remaining()) {
            throw malformed(what + ": more than there are bytes");
        }
        return (int) length;
    }

    Digest digest(String what) {
        return Digest.of(bytes(Digest.SIZE_BYTES, what));
    }

    void skipUint32(String what) {
        bytes(Integer.BYTES, what);
    }

    /** Which variant of an enum follows, of so many. */
    int variant(int count, String what) {
        int variant = ByteBuffer.wrap(bytes(Integer.BYTES, what))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        if (variant < 0 || variant >= count) {
            throw malformed(what + ": no such variant");
        }
        return variant;
    }

    /** Whether a value follows that may be absent. */
    boolean isPresent(String what) {
        byte flag = bytes(1, what)[0];
        if (flag != 0 && flag != 1) {
            throw malformed(what + ": neither there nor not there");
        }
        return flag == 1;
    }

    private static Rejection malformed(String detail) {
        return new Rejection(Reason.MALFORMED, detail);
    }
}
