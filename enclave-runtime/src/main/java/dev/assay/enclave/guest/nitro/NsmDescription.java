package dev.assay.enclave.guest.nitro;

import java.util.SortedSet;

/**
 * What the security module says of itself.
 *
 * @param moduleId the enclave's instance
 * @param maxPcrs how many registers there are
 * @param lockedPcrs those that cannot be extended any more
 * @param digest the registers' hash, {@code SHA384}
 */
public record NsmDescription(
        int versionMajor,
        int versionMinor,
        int versionPatch,
        String moduleId,
        int maxPcrs,
        SortedSet<Integer> lockedPcrs,
        String digest) {}
