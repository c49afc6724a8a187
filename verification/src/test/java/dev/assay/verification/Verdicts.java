package dev.assay.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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
}
