package dev.assay.verification.proof.encoding;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a list says its length. */
enum Count {
    /** Four bytes, the most significant first (gnark-crypto, bellman). */
    UINT32_BIG_ENDIAN(4),
    /** Eight bytes, the least significant first (ark-serialize). */
    UINT64_LITTLE_ENDIAN(8);

    private final int sizeBytes;

    Count(int sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    int sizeBytes() {
        return sizeBytes;
    }

    BigInteger read(byte[] bytes) {
        return new BigInteger(1, this == UINT32_BIG_ENDIAN ? bytes : ByteSource.reversed(bytes));
    }

    byte[] write(int count) {
        return this == UINT32_BIG_ENDIAN
                ? ByteBuffer.allocate(sizeBytes).putInt(count).array()
                : ByteBuffer.allocate(sizeBytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(count)
                        .array();
    }
}
