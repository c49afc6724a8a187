package dev.assay.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes checks that do not need each other and keeps every one that fails, so that a rejection names them all. A check that
 * needs what another one establishes comes after {@link #end}.
 *
 * <pre>{@code
 * Checks checks = new Checks();
 * checks.make(() -> checkDebug(report));
 * checks.make(() -> checkMeasurement(report));
 * checks.end();
 * }</pre>
 */
public final class Checks {

    /** Hostile bytes must not make a verdict long: no format has as many independent checks. */
    private static final int MAX_FINDINGS = 64;

    private final List<Finding> findings = new ArrayList<>();

    /** Makes one check, which ends in a {@link Rejection} or nothing. */
    public void make(Runnable check) {
        try {
            check.run();
        } catch (Rejection rejection) {
            rejection.findings().stream().limit(MAX_FINDINGS - findings.size()).forEach(findings::add);
        }
    }

    /** Makes one check that finds something which later checks need; empty if it failed. */
    public <T> Optional<T> attempt(Supplier<T> check) {
        try {
            return Optional.of(check.get());
        } catch (Rejection rejection) {
            make(() -> {
                throw rejection;
            });
            return Optional.empty();
        }
    }

    /** Makes one check that needs no more than a look. */
    public void require(boolean holds, Reason reason, String otherwise) {
        if (!holds) {
            make(() -> {
                throw new Rejection(reason, otherwise);
            });
        }
    }

    /** @throws Rejection with every check that failed since the beginning, if any did */
    public void end() {
        if (!findings.isEmpty()) {
            throw new Rejection(findings);
        }
    }
}
