package dev.assay.enclave.attest;

import java.time.Duration;
import java.util.Optional;

/**
 * What makes evidence: the hardware that this process runs on. Only a simulated one so far; AWS Nitro's
 * {@code /dev/nsm} is to be the second.
 */
public sealed interface Attester permits SimulatedAttester {

    /**
     * An attestation document made now.
     *
     * @param publicKey at most 1024 bytes, as the other two
     */
    byte[] attest(byte[] publicKey, byte[] userData, Optional<byte[]> nonce);

    /** The kind of TEE, as receipts name it. */
    String tee();

    /** No hardware stands behind it. */
    boolean simulated();

    /** How long a document surely verifies after it was made: the least that its certificates have left. */
    Duration evidenceLife();

    /** The longest life of keys that makes sense: what a certificate lives. */
    Duration longestKeyLife();
}
