package dev.assay.verification;

import java.util.List;

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
     * One check failed, or several.
     *
     * @param findings each check that failed, the first one first; not empty. Checks that need what another one
     *     establishes are not made once that one has failed
     */
    record Rejected<T>(List<Finding> findings) implements Verdict<T> {

        public Rejected {
            findings = List.copyOf(findings);
            if (findings.isEmpty()) {
                throw new IllegalArgumentException("nothing was found wrong");
            }
        }

        public Rejected(Reason reason, String detail) {
            this(List.of(new Finding(reason, detail)));
        }

        /** Which check failed first. */
        public Reason reason() {
            return findings.getFirst().reason();
        }

        /** What the first check that failed found and expected, for people. */
        public String detail() {
            return findings.getFirst().detail();
        }

        /** The same as the end of a verification that this one is a part of. */
        public Rejection rejection() {
            return new Rejection(findings);
        }
    }
}
