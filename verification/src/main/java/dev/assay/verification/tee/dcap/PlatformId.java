package dev.assay.verification.tee.dcap;

import java.util.Locale;

/**
 * Platforms that a policy allows or denies.
 *
 * @param kind which of a platform's names it is
 * @param hex in lower case, without leading zeros for a serial number
 */
public record PlatformId(Kind kind, String hex) {

    /** A name that a PCK certificate gives its platform. */
    public enum Kind {
        /** A family of processors and platforms; 6 bytes. */
        FMSPC("[0-9a-fA-F]{12}"),
        /** One platform, whatever its TCB; 16 bytes. */
        PPID("[0-9a-fA-F]{32}"),
        /** One platform at one TCB; up to 20 bytes. */
        PCK_SERIAL("[0-9a-fA-F]{1,40}");

        private final String pattern;

        Kind(String pattern) {
            this.pattern = pattern;
        }
    }

    /** @throws IllegalArgumentException unless there are as many hexadecimal digits as the kind has */
    public PlatformId {
        if (!hex.matches(kind.pattern)) {
            throw new IllegalArgumentException("\"" + hex + "\" is no " + kind);
        }
        String lower = hex.toLowerCase(Locale.ROOT);
        hex = kind == Kind.PCK_SERIAL ? lower.replaceFirst("^0+(?=.)", "") : lower;
    }

    boolean names(Platform platform) {
        return hex.equals(
                switch (kind) {
                    case FMSPC -> platform.fmspc();
                    case PPID -> platform.ppid();
                    case PCK_SERIAL -> platform.pckSerial();
                });
    }
}
