package dev.assay.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.function.Executable;

/** Waiting for what happens on other threads, and the codes of what fails. */
final class Await {

    private Await() {}

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("not within 10 s: " + what);
            }
            Thread.sleep(10);
        }
    }

    /** Runs what may fail, and does not mind. */
    static void quietly(Executable step) {
        try {
            step.execute();
        } catch (Throwable unimportant) {
            // The caller looks at what became of it.
        }
    }

    static Failure assertFails(ErrorCode code, Executable call) {
        Failure failure = Failure.of(assertThrows(RuntimeException.class, call));
        assertEquals(code, failure.code(), failure.detail());
        return failure;
    }
}
