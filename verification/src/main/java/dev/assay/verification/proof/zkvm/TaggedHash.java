package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How RISC Zero hashes its structures (risc0-binfmt, {@code tagged_struct} and {@code tagged_list}): SHA-256 of the hashed
 * tag, the fields that are digests, the fields that are numbers, and the count of the former, numbers in little-endian.
 */
final class TaggedHash {

    static final Digest ZERO = Digest.of(new byte[Digest.SIZE_BYTES]);

    private TaggedHash() {}

    static Digest struct(String tag, List<Digest> down, int... data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Digest.sha256(tag.getBytes(StandardCharsets.US_ASCII)).bytes());
        down.forEach(digest -> out.writeBytes(digest.bytes()));
        ByteBuffer numbers =
                ByteBuffer.allocate(Integer.BYTES * data.length + Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : data) {
            numbers.putInt(number);
        }
        numbers.putShort((short) down.size());
        out.writeBytes(numbers.array());
        return Digest.sha256(out.toByteArray());
    }

    /** A chain of pairs (element, rest) that ends in the zero digest. */
    static Digest list(String tag, List<Digest> elements) {
        Digest rest = ZERO;
        for (Digest element : elements.reversed()) {
            rest = struct(tag, List.of(element, rest));
        }
        return rest;
    }
}
