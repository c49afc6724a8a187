package dev.assay.sandbox;

/** How a run ended. A hostile program reaches one of these in bounded time; it never reaches an exception. */
public sealed interface Outcome {

    Usage usage();

    /** The program returned. The bytes are a copy. */
    record Output(byte[] bytes, Usage usage) implements Outcome {}

    /** The program trapped: it refused its input, divided by zero, left its memory and so on. */
    record Trapped(String detail, Usage usage) implements Outcome {}

    /** The program was stopped at a limit. */
    record LimitHit(Limit which, String detail, Usage usage) implements Outcome {}

    /** The engine or the JVM failed: what the program would have done is not known. */
    record EngineFailed(String detail, Usage usage) implements Outcome {}

    /** The caller's thread was interrupted; the program was stopped. */
    record Cancelled(Usage usage) implements Outcome {}
}
