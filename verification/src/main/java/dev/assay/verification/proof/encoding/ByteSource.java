package dev.assay.verification.proof.encoding;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.math.BigInteger;
import java.util.Arrays;

/** Reads bytes from front to back. Every method throws {@link Rejection}. */
final class ByteSource {

    private final byte[] bytes;
    private int at;

    ByteSource(byte[] bytes) {
        this.bytes = bytes;
    }

    int remaining() {
        return bytes.length - at;
    }

    /** Ends the reading: nothing may follow. */
    void end() {
        checkRemaining(0, "the end");
    }

    /** So that a file of another size is refused before any of its numbers is looked at. */
    void checkRemaining(long sizeBytes, String what) {
        if (remaining() != sizeBytes) {
            throw new Rejection(Reason.MALFORMED, what + ": " + remaining() + " bytes, not " + sizeBytes);
        }
    }

    byte[] take(int sizeBytes, String what) {
        if (remaining() < sizeBytes) {
            throw new Rejection(Reason.MALFORMED, what + ": the bytes end");
        }
        at += sizeBytes;
        return Arrays.copyOfRange(bytes, at - sizeBytes, at);
    }

    /** A count that comes later, which stays where it is: of things that take some bytes each, and so no more than those. */
    int countAt(int offset, Count count, int max, String what) {
        ByteSource ahead = new ByteSource(bytes);
        ahead.at = at;
        ahead.take(offset, what);
        BigInteger number = count.read(ahead.take(count.sizeBytes(), what));
        if (number.compareTo(BigInteger.valueOf(ahead.remaining())) > 0) {
            throw new Rejection(Reason.MALFORMED, what + ": " + number + " in " + ahead.remaining() + " bytes");
        }
        return checked(number, max, what);
    }

    int count(Count count, int max, String what) {
        return checked(count.read(take(count.sizeBytes(), what)), max, what);
    }

    private static int checked(BigInteger number, int max, String what) {
        if (number.compareTo(BigInteger.valueOf(max)) > 0) {
            throw new Rejection(Reason.TOO_LARGE, what + ": " + number + "; the limit is " + max);
        }
        return number.intValue();
    }

    static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
