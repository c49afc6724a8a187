package dev.assay.node.engine;

import dev.assay.edge.ErrorCode;

/** The engine gave no proof. */
public final class EngineFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final boolean isFatal;

    private EngineFailure(ErrorCode code, String detail, boolean isFatal) {
        super(detail, null, false, false);
        this.code = code;
        this.isFatal = isFatal;
    }

    /** It said so itself, and can be asked again. */
    static EngineFailure said(ErrorCode code, String detail) {
        return new EngineFailure(code, detail, false);
    }

    /** It broke the protocol or a limit, or died: its process is not used again. */
    static EngineFailure broken(String detail) {
        return new EngineFailure(ErrorCode.INTERNAL, detail, true);
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    boolean isFatal() {
        return isFatal;
    }
}
