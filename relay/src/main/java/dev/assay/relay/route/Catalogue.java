package dev.assay.relay.route;

import dev.assay.verification.Digest;

/** Where workloads are published. May block. */
public interface Catalogue {

    enum Holding {
        PRESENT,
        ABSENT,
        /** There is no catalogue, or it does not answer. */
        UNKNOWN
    }

    Holding holds(Digest workload);
}
