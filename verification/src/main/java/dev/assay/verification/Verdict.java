package dev.assay.verification;

/**
 * What verification says of some bytes. Only {@link Verified} may be relied on; the value in it is a type that cannot be
 * had in any other way.
 *
 * @param <T> the witness type, such as {@code VerifiedReceipt}
 */
public sealed interface Verdict<T> {

    /** Every check passed, up to a production trust anchor. */
    record Verified<T>(T value) implements Verdict<T> {}

    /**
     * Every check passed, but the trust anchor is a simulated TEE: no hardware vouches for anything. Only a trust type
     * built by an {@code insecure…} factory leads here.
     */
    record Simulated<T>(T value) implements Verdict<T> {}

    /**
     * A check failed.
     *
     * @param reason which check
     * @param detail what was found and what was expected, for people
     */
    record Rejected<T>(Reason reason, String detail) implements Verdict<T> {}
}
