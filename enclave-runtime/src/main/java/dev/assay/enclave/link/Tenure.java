package dev.assay.enclave.link;

import dev.assay.enclave.attest.EnclaveIdentity;
import java.time.InstantSource;

/** One identity and what it has signed. */
record Tenure(EnclaveIdentity identity, Answers answers) {

    static Tenure of(EnclaveIdentity identity, InstantSource clock) {
        return new Tenure(identity, new Answers(clock));
    }
}
