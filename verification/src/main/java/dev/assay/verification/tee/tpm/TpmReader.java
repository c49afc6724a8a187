package dev.assay.verification.tee.tpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads a TPM's big-endian structures (Part 1, section "Structure Marshaling"). A length is compared with what is left
 * before anything is allocated.
 */
final class TpmReader {

    private final String structure;
    private final byte[] input;
    private int at;

    /**
     * @param structure its name, for details
     * @param most the size that the structure cannot exceed
     */
    TpmReader(String structure, byte[] input, int most) {
        if (input.length > most) {
            throw new Rejection(Reason.TOO_LARGE, structure + " of " + input.length + " bytes; the limit is " + most);
        }
        this.structure = structure;
        this.input = input;
    }

    int u8() {
        return take(1)[0] & 0xFF;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    /** Unsigned. */
    long u32() {
        return (long) u16() << 16 | u16();
    }

    /** The 64 bits as they are: the callers' counters are compared with nothing. */
    long u64() {
        return u32() << 32 | u32();
    }

    byte[] take(int length) {
        if (length > input.length - at) {
            throw malformed("ends too early");
        }
        byte[] taken = Arrays.copyOfRange(input, at, at + length);
        at += length;
        return taken;
    }

    /** A TPM2B: two bytes of length, and so many. */
    byte[] sized() {
        return take(u16());
    }

    BigInteger number() {
        return new BigInteger(1, sized());
    }

    /** Nothing may be left over. */
    void end() {
        if (at != input.length) {
            throw malformed("has " + (input.length - at) + " bytes too many");
        }
    }

    Rejection malformed(String what) {
        return new Rejection(Reason.MALFORMED, structure + " " + what);
    }
}
