package dev.assay.verification;

import java.util.regex.Pattern;

/**
 * One check that failed.
 *
 * @param reason which check
 * @param detail what was found and what was expected, for people; cut, and what is not printable replaced
 */
public record Finding(Reason reason, String detail) {

    /** Long enough for what the checks themselves say. */
    private static final int MAX_DETAIL_CHARS = 1_000;

    /** Details quote hostile input, and end on terminals and in logs: printable ASCII, and not much of it. */
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");

    public Finding {
        String start = detail.length() <= MAX_DETAIL_CHARS ? detail : detail.substring(0, MAX_DETAIL_CHARS) + "...";
        detail = NOT_PRINTABLE.matcher(start).replaceAll("?");
    }

    @Override
    public String toString() {
        return reason + ": " + detail;
    }
}
