package dev.assay.node.witness;

/** Thrown through WebAssembly frames when the circuit's program reports an error to its host. */
final class CircuitStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The numbers that a circom 2 program passes to {@code runtime.exceptionHandler}. */
    enum Cause {
        UNKNOWN,
        SIGNAL_NOT_FOUND,
        TOO_MANY_SIGNALS,
        SIGNAL_ALREADY_SET,
        ASSERTION_FAILED,
        OUT_OF_MEMORY,
        ARRAY_TOO_LARGE;

        static Cause of(long number) {
            return number > 0 && number < values().length ? values()[(int) number] : UNKNOWN;
        }
    }

    private final Cause reported;

    CircuitStopped(Cause reported, String messages) {
        super(messages, null, false, false);
        this.reported = reported;
    }

    Cause reported() {
        return reported;
    }

    /** What the program printed, such as "Error in template Fits_0 line: 17"; may be empty. */
    String messages() {
        return String.valueOf(getMessage());
    }
}
