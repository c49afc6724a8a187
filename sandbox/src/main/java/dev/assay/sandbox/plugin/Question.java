package dev.assay.sandbox.plugin;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** What a plugin is asked; its encoding is the plugin's input ({@code docs/plugins.md}, "Questions"). */
public final class Question {

    static final int VERSION = 1;
    private static final int PROOF = 1;
    private static final int INPUT = 2;
    /** A key of 2 MiB, proof, public inputs and input of 1 MiB each, and lengths. */
    static final int MAX_SIZE_BYTES = 6 << 20;

    private final byte[] encoded;

    private Question(int kind, List<byte[]> parts) {
        this.encoded = encode(kind, parts);
    }

    /** Does this proof hold? */
    public static Question ofProof(byte[] verificationKey, byte[] proof, byte[] publicInputs) {
        return new Question(PROOF, List.of(verificationKey, proof, publicInputs));
    }

    /** Does this proof hold, and is it the one that was asked for with this input? */
    public static Question ofProof(byte[] verificationKey, byte[] proof, byte[] publicInputs, Optional<byte[]> input) {
        return input.map(given -> new Question(PROOF, List.of(verificationKey, proof, publicInputs, given)))
                .orElseGet(() -> ofProof(verificationKey, proof, publicInputs));
    }

    /** Can there be a proof for this input? */
    public static Question ofInput(byte[] verificationKey, byte[] input) {
        return new Question(INPUT, List.of(verificationKey, input));
    }

    private static byte[] encode(int kind, List<byte[]> parts) {
        long size = 12 + parts.stream().mapToLong(part -> 4L + part.length).sum();
        if (size > MAX_SIZE_BYTES) {
            return new byte[0];
        }
        ByteBuffer out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        out.putInt(VERSION).putInt(kind).putInt(parts.size());
        parts.forEach(part -> out.putInt(part.length).put(part));
        return out.array();
    }

    /** Empty if the question is longer than any plugin is asked. */
    Optional<byte[]> encoded() {
        return encoded.length == 0 ? Optional.empty() : Optional.of(encoded);
    }
}
