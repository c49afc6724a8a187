package dev.assay.sandbox;

/** What a program ran out of. */
public enum Limit {
    /** Linear memory, in whole pages of 64 KiB (or the Java heap behind it). */
    MEMORY,
    /** Wall time from the first instruction on. */
    TIME,
    /** Bytes of output. */
    OUTPUT,
    /** Bytes of input. */
    INPUT,
    /** Nested calls. */
    STACK
}
