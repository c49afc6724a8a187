package dev.assay.verification.evidence;

import dev.assay.verification.Digest;
import dev.assay.verification.tee.nitro.VerifiedNitro;
import java.util.SortedMap;

/** What verified evidence says, by its kind of TEE: the common part here, the rest in the kind's own type. */
public sealed interface Attested {

    /** An AWS Nitro enclave, or a simulated one. */
    record Nitro(VerifiedNitro enclave) implements Attested {}

    /** The kind of TEE: {@code aws-nitro}; the format of a simulated one as well. */
    default String tee() {
        return switch (this) {
            case Nitro(VerifiedNitro enclave) -> enclave.tee();
        };
    }

    /** No hardware stands behind it. */
    default boolean simulated() {
        return switch (this) {
            case Nitro(VerifiedNitro enclave) -> enclave.simulated();
        };
    }

    /** The TEE's operator can read its memory. */
    default boolean debug() {
        return switch (this) {
            case Nitro(VerifiedNitro enclave) -> enclave.debug();
        };
    }

    /** SHA-256 of the evidence as its hardware signed it. */
    default Digest digest() {
        return switch (this) {
            case Nitro(VerifiedNitro enclave) -> enclave.digest();
        };
    }

    /** The registers that say which code runs, by the vendor's names in lower case; a copy. */
    default SortedMap<String, byte[]> measurements() {
        return switch (this) {
            case Nitro(VerifiedNitro enclave) -> enclave.measurements();
        };
    }
}
