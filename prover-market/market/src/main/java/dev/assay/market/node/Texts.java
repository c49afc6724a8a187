package dev.assay.market.node;

/** What nodes write reaches logs, the database and requesters' screens. */
final class Texts {

    private Texts() {}

    /** The text without control characters, which could forge a line of a log, and which PostgreSQL refuses in part. */
    static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** A code as peers write them; anything else is none. */
    static String code(String text) {
        return text.matches("[A-Z][A-Z0-9_]{0,63}") ? text : "UNSPECIFIED";
    }
}
