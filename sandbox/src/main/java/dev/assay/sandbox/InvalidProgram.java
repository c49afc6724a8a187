package dev.assay.sandbox;

/** The module is not a program this runtime takes; the message says why. Has no stack trace: refusing must be cheap. */
public final class InvalidProgram extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidProgram(String reason) {
        super(reason, null, false, false);
    }

    /** Which rule of the module was broken, for people. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
