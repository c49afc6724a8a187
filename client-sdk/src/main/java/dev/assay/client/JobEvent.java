package dev.assay.client;

import java.time.Instant;

/**
 * A change of a request's state, as the relay tells it: for showing progress, not for relying on.
 *
 * @param sequence counts from 1 without gaps
 * @param code a stable code ({@code proto/README.md}), empty while all goes well
 * @param detail for people
 */
public record JobEvent(
        long sequence,
        Instant at,
        Fulfilment fulfilment,
        Execution execution,
        Settlement settlement,
        String code,
        String detail) {

    /** How far the request is. */
    public enum Fulfilment {
        UNKNOWN,
        ACCEPTED,
        AUCTION,
        ASSIGNED,
        FULFILLED,
        FAILED,
        CANCELLED,
        EXPIRED;

        /** Whether nothing changes after it. */
        public boolean isFinal() {
            return compareTo(FULFILLED) >= 0;
        }
    }

    /** What the enclave or the node is doing. */
    public enum Execution {
        UNKNOWN,
        PENDING,
        FETCHING,
        RUNNING,
        WITNESS,
        PROVING,
        SUCCEEDED,
        FAILED
    }

    /** Where the money is. */
    public enum Settlement {
        UNKNOWN,
        NONE,
        ESCROWED,
        PAID,
        REFUNDED
    }
}
