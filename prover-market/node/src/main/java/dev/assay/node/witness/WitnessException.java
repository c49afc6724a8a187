package dev.assay.node.witness;

/** There is no witness: says who is to blame and why. */
public final class WitnessException extends Exception {
    private static final long serialVersionUID = 1L;

    /** The names are those of the error codes on the wire. */
    public enum Code {
        /** The circuit refuses this input: nobody could prove it. */
        INPUT_REJECTED,
        /** The circuit's files are no circom 2 program over BN254, or do not belong together. */
        ARTIFACT_INVALID,
        /** The program ran longer than this node allows. */
        LIMIT_TIME,
        /** The program wanted more memory than this node allows. */
        LIMIT_MEMORY
    }

    private final Code code;

    public WitnessException(Code code, String detail) {
        super(detail);
        this.code = code;
    }

    WitnessException(Code code, String detail, Throwable cause) {
        super(detail, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    /** For people. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
