package dev.assay.sandbox.plugin;

import dev.assay.sandbox.ModuleLimits;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What parent and child say to each other over the child's standard streams. Each message is bounded on both sides before
 * anything is allocated: the parent believes a child nothing, since a plugin may have taken it over.
 *
 * <ol>
 *   <li>to the child, once: length and bytes of the module
 *   <li>to the child, for each question: memory in bytes (8), processor time in ms (4), length and bytes of the question
 *   <li>from the child, for each question: code (1), processor time in µs (8), length (at most 4096) and bytes of the detail
 * </ol>
 */
final class Messages {

    private static final int MAX_DETAIL_BYTES = 4096;
    private static final int ACCEPTED = 0;
    private static final int REJECTED = 1;
    /** And the ordinal of a cause. */
    private static final int FAILED = 16;

    private Messages() {}

    static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readModule(DataInputStream in) throws IOException {
        return readBytes(in, ModuleLimits.PLUGIN.sizeBytes());
    }

    static byte[] readQuestion(DataInputStream in) throws IOException {
        return readBytes(in, Question.MAX_SIZE_BYTES);
    }

    private static byte[] readBytes(DataInputStream in, int most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new IOException("a length of " + length);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    static void writeLimits(DataOutputStream out, PluginLimits limits) throws IOException {
        out.writeLong(limits.memoryBytes());
        out.writeInt((int) limits.cpu().toMillis());
    }

    static PluginLimits readLimits(DataInputStream in) throws IOException {
        return new PluginLimits(in.readLong(), Duration.ofMillis(in.readInt()));
    }

    static void writeAnswer(DataOutputStream out, Answer answer) throws IOException {
        out.writeByte(
                switch (answer) {
                    case Answer.Accepted ignored -> ACCEPTED;
                    case Answer.Rejected ignored -> REJECTED;
                    case Answer.Failed failed -> FAILED + failed.cause().ordinal();
                });
        out.writeLong(
                answer instanceof Answer.Accepted accepted ? accepted.cpu().toNanos() / 1000 : 0);
        byte[] detail = answer.detail().getBytes(StandardCharsets.UTF_8);
        writeBytes(out, detail.length > MAX_DETAIL_BYTES ? java.util.Arrays.copyOf(detail, MAX_DETAIL_BYTES) : detail);
        out.flush();
    }

    static Answer readAnswer(DataInputStream in) throws IOException {
        int code = in.readUnsignedByte();
        Duration cpu = Duration.ofNanos(1000 * (in.readLong() & 0xffff_ffffL));
        String detail = new String(readBytes(in, MAX_DETAIL_BYTES), StandardCharsets.UTF_8).replaceAll("[^ -~]", "?");
        if (code == ACCEPTED) {
            return new Answer.Accepted(detail, cpu);
        }
        if (code == REJECTED) {
            return new Answer.Rejected(detail);
        }
        Answer.Cause[] causes = Answer.Cause.values();
        if (code < FAILED || code >= FAILED + causes.length) {
            throw new IOException("an answer of code " + code);
        }
        return new Answer.Failed(causes[code - FAILED], detail);
    }
}
