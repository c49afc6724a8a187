package dev.assay.enclave.guest.tpm;

import java.util.Arrays;

/** A certificate in non-volatile memory, whose index may be larger than it. */
final class CertificateMemory {
    private static final byte SEQUENCE = 0x30;
    /** Two bytes of length follow: no certificate of a key is shorter than 256 bytes or longer than 65,535. */
    private static final byte TWO_BYTES = (byte) 0x82;

    private static final int HEAD_BYTES = 4;

    private CertificateMemory() {}

    /** The DER sequence without the zeros behind it; what is no such thing is given as it is, for verifiers to refuse. */
    static byte[] certificate(byte[] index) {
        if (index.length < HEAD_BYTES || index[0] != SEQUENCE || index[1] != TWO_BYTES) {
            return index;
        }
        int end = HEAD_BYTES + ((index[2] & 0xFF) << 8 | index[3] & 0xFF);
        return end < index.length && isZero(index, end) ? Arrays.copyOf(index, end) : index;
    }

    private static boolean isZero(byte[] bytes, int from) {
        for (int at = from; at < bytes.length; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        return true;
    }
}
