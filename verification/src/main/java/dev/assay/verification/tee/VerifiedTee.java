package dev.assay.verification.tee;

import dev.assay.verification.Digest;
import java.util.SortedMap;

/** What verified evidence of every kind of TEE says. Only the kinds' own verifiers make implementations. */
public interface VerifiedTee {

    /** The kind of TEE, such as {@code aws-nitro}; the format of a simulated one as well. */
    String tee();

    /** No hardware stands behind it. */
    boolean simulated();

    /** The TEE's operator can read its memory, or nothing shows that it cannot. */
    boolean debug();

    /** SHA-256 of the evidence as it was received. */
    Digest digest();

    /** The registers that say which code runs, by the vendor's names in lower case; a copy. */
    SortedMap<String, byte[]> measurements();
}
