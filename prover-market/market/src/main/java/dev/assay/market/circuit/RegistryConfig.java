package dev.assay.market.circuit;

import dev.assay.verification.Digest;
import java.util.Set;

/**
 * The part of the market's configuration that is about circuits.
 *
 * @param depositMicros what registering a circuit takes; 0 is for a network of people who know each other
 * @param inputCheckFeeMicros what a node gets of the price for showing that an input is none
 * @param removed circuits and verifier plugins that no job may name any more; what was removed once stays so
 */
public record RegistryConfig(long depositMicros, long inputCheckFeeMicros, Set<Digest> removed) {

    /** @throws IllegalArgumentException that names the key and what is allowed */
    public RegistryConfig {
        if (depositMicros < 0) {
            throw new IllegalArgumentException("registryDepositMicros must not be negative");
        }
        if (inputCheckFeeMicros < 0) {
            throw new IllegalArgumentException("registryInputCheckFeeMicros must not be negative");
        }
    }

    public static RegistryConfig defaults() {
        return new RegistryConfig(0, 1_000, Set.of());
    }
}
