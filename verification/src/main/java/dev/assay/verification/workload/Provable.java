package dev.assay.verification.workload;

import dev.assay.verification.Digest;
import java.util.Set;

/** A workload that the market sells proofs of. */
public sealed interface Provable extends Workload permits Circuit, PluginCircuit {

    /** Of 1 to 64 printable ASCII characters; what nodes and engines know it by. */
    String proofSystem();

    /** SHA-256 of the verification key. */
    Digest verificationKey();

    CircuitTerms terms();

    /** Every file that the manifest names. */
    Set<Digest> artifacts();
}
