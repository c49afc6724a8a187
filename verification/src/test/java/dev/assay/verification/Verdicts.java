package dev.assay.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.function.Executable;

/** What tests expect of a verdict, with the detail in the message when it is another. */
public final class Verdicts {

    private Verdicts() {}

    public static <T> T verified(Verdict<T> verdict) {
        assertInstanceOf(Verdict.Verified.class, verdict, verdict::toString);
        return ((Verdict.Verified<T>) verdict).value();
    }

    public static <T> T simulated(Verdict<T> verdict) {
        assertInstanceOf(Verdict.Simulated.class, verdict, verdict::toString);
        return ((Verdict.Simulated<T>) verdict).value();
    }

    public static void rejected(Reason reason, Verdict<?> verdict) {
        Verdict.Rejected<?> rejected = assertInstanceOf(Verdict.Rejected.class, verdict, verdict::toString);
        assertEquals(reason, rejected.reason(), rejected::detail);
    }

    /** For steps inside a verification, which end in a {@link Rejection}. */
    public static void rejected(Reason reason, Executable step) {
        Rejection rejection = assertThrows(Rejection.class, step);
        assertEquals(reason, rejection.reason(), rejection::detail);
    }
}
