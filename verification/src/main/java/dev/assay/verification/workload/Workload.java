package dev.assay.verification.workload;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;

/**
 * Something that can be run: a program for an enclave or a circuit for the market. Its manifest is canonical JSON and an
 * artifact like any other; SHA-256 of the manifest is the workload's id.
 */
public sealed interface Workload permits Program, Provable {

    /** The largest manifest. */
    int MAX_MANIFEST_BYTES = 65536;

    /** For people: 1 to 64 printable ASCII characters. */
    String name();

    /** Canonical JSON (keys sorted, no white space). */
    byte[] manifest();

    default Digest id() {
        return Digest.sha256(manifest());
    }

    /**
     * Reads a manifest. It must be the canonical encoding, so that one workload has one id; an unknown member is refused.
     *
     * @return {@link dev.assay.verification.Reason#MANIFEST_INVALID} and what is wrong with it
     */
    static Verdict<Workload> parse(byte[] manifest) {
        try {
            return new Verdict.Verified<>(ManifestReader.read(manifest));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }
}
