package dev.assay.node.prove;

/** There is no proof, though the files are well-formed. */
public final class ProvingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What stands in the way. */
    public enum Code {
        /** The proving key is unsafe or inconsistent: nothing should be proved with it. */
        KEY_REJECTED,
        /** Key and witness are not of the same circuit. */
        WITNESS_OF_ANOTHER_CIRCUIT,
        /** The proof did not verify here: the witness breaks a constraint of the key's circuit. */
        WITNESS_UNSATISFIED
    }

    private final Code code;

    public ProvingException(Code code, String detail) {
        super(detail);
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
