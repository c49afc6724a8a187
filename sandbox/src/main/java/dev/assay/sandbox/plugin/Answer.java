package dev.assay.sandbox.plugin;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** What came of a question. Only {@link Accepted} says yes. */
public sealed interface Answer {

    /** What a plugin may say beside its decision, in bytes. */
    int MAX_DETAIL_BYTES = 1024;

    /** For people; printable ASCII. */
    String detail();

    /** @param cpu what the plugin took, without its compilation */
    record Accepted(String detail, Duration cpu) implements Answer {}

    record Rejected(String detail) implements Answer {}

    /** The plugin decided nothing. */
    record Failed(Cause cause, String detail) implements Answer {}

    /** Why a plugin decided nothing. */
    enum Cause {
        /** The module is none of the documented form. */
        MODULE_INVALID,
        /** The question is larger than any that is asked. */
        QUESTION_TOO_LARGE,
        /** It trapped. */
        TRAPPED,
        /** It took longer than its limit. */
        TIME,
        /** It wanted more memory than its limit. */
        MEMORY,
        /** Its calls were nested too deep. */
        STACK,
        /** It returned something that is no answer. */
        ANSWER_INVALID,
        /** Its process died. */
        CRASHED,
        /** Too many questions wait: nobody's fault, and another time there is an answer. */
        BUSY
    }

    /** Reads a plugin's output: one byte, 0 for yes and 1 for no, and what it says for people. */
    static Answer ofOutput(byte[] output, Duration cpu) {
        if (output.length < 1 || output.length > 1 + MAX_DETAIL_BYTES || output[0] < 0 || output[0] > 1) {
            return new Failed(Cause.ANSWER_INVALID, "an output of " + output.length + " bytes that is no answer");
        }
        String detail = text(Arrays.copyOfRange(output, 1, output.length));
        return output[0] == 0 ? new Accepted(detail, cpu) : new Rejected(detail);
    }

    /** A hostile plugin writes what it likes; logs and terminals must not act on it. */
    private static String text(byte[] utf8) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return text.replaceAll("[^ -~]", "?");
        } catch (CharacterCodingException e) {
            return "(no UTF-8)";
        }
    }
}
