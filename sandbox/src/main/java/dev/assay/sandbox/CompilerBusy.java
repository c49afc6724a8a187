package dev.assay.sandbox;

/** The module could not be compiled in time or not be queued; it may run later. */
public final class CompilerBusy extends Exception {
    private static final long serialVersionUID = 1L;

    CompilerBusy(String detail) {
        super(detail, null, false, false);
    }
}
