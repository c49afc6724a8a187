package dev.assay.cli.verify;

import dev.assay.cli.Facts;

/**
 * One case's end.
 *
 * @param verdict accept, reject, reject-vk, component or unsupported
 * @param reason the name of the {@link dev.assay.verification.Reason}, or "-"
 * @param expected accept, reject, reject-vk, component, either or unknown
 */
record CaseOutcome(String id, String verdict, String reason, String expected) {

    static final String ACCEPT = "accept";
    static final String REJECT = "reject";
    static final String REJECT_KEY = "reject-vk";
    /** A piece of evidence that is well formed and fits its siblings: no evidence by itself, so never accepted as such. */
    static final String COMPONENT = "component";

    static final String EITHER = "either";
    /** The case's words say nothing that this version understands: never ok. */
    static final String UNKNOWN = "unknown";

    static final String UNSUPPORTED = "unsupported";

    boolean isOk() {
        return verdict.equals(expected) || (expected.equals(EITHER) && !verdict.equals(UNSUPPORTED));
    }

    private String mark() {
        return isOk() ? "ok" : "DIFF";
    }

    String line() {
        return String.join("\t", id, verdict, reason, expected, mark());
    }

    Facts facts() {
        return new Facts()
                .with("id", id)
                .with("verdict", verdict)
                .with("reason", reason)
                .with("expected", expected)
                .with("result", mark());
    }
}
