package dev.assay.verification.sign;

import dev.assay.verification.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The EIP-712 hash of one struct, member by member in the order of its type: {@code keccak256(0x1901 ‖ domainSeparator ‖
 * keccak256(typeHash ‖ members))}. Flat structs only: nothing that Assay signs is nested.
 */
public final class TypedData {

    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();

    /** @param type such as {@code Mail(address to,string text)} */
    public TypedData(String type) {
        encoded.writeBytes(hashUtf8(type));
    }

    public TypedData bytes32(Digest value) {
        encoded.writeBytes(value.bytes());
        return this;
    }

    public TypedData address(Address value) {
        encoded.writeBytes(new byte[12]);
        encoded.writeBytes(value.bytes());
        return this;
    }

    /** An unsigned integer; a negative long is the uint64 with the same bits. */
    public TypedData uint(long value) {
        encoded.writeBytes(word(value));
        return this;
    }

    public TypedData bool(boolean value) {
        return uint(value ? 1 : 0);
    }

    public TypedData string(String value) {
        encoded.writeBytes(hashUtf8(value));
        return this;
    }

    public Digest digest(SigningDomain domain) {
        byte[] struct = Keccak.keccak256(encoded.toByteArray());
        return Digest.of(Keccak.keccak256(new byte[] {0x19, 0x01}, domain.separator(), struct));
    }

    static byte[] hashUtf8(String text) {
        return Keccak.keccak256(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] word(long value) {
        byte[] word = new byte[32];
        for (int i = 0; i < 8; i++) {
            word[31 - i] = (byte) (value >>> (8 * i));
        }
        return word;
    }
}
