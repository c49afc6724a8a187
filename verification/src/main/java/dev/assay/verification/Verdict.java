package dev.assay.verification;

import java.util.regex.Pattern;

/**
 * What verification says of some bytes. Only {@link Verified} may be relied on; the value in it is a type that cannot be
 * had in any other way.
 *
 * @param <T> the witness type, such as {@code VerifiedReceipt}
 */
public sealed interface Verdict<T> {

    /** Every check passed, up to a production trust anchor. */
    record Verified<T>(T value) implements Verdict<T> {}

    /**
     * Every check passed, but the trust anchor is a simulated TEE: no hardware vouches for anything. Only a trust type
     * built by an {@code insecure…} factory leads here.
     */
    record Simulated<T>(T value) implements Verdict<T> {}

    /**
     * A check failed.
     *
     * @param reason which check
     * @param detail what was found and what was expected, for people; cut, and what is not printable replaced
     */
    record Rejected<T>(Reason reason, String detail) implements Verdict<T> {

        /** Long enough for what the checks themselves say. */
        private static final int MAX_DETAIL_CHARS = 1_000;

        /** Details quote hostile input, and end on terminals and in logs: printable ASCII, and not much of it. */
        private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");

        public Rejected {
            String start = detail.length() <= MAX_DETAIL_CHARS ? detail : detail.substring(0, MAX_DETAIL_CHARS) + "...";
            detail = NOT_PRINTABLE.matcher(start).replaceAll("?");
        }
    }
}
