package dev.assay.client.internal;

import dev.assay.client.JobEvent;
import dev.assay.proto.v1.Event;
import java.time.Instant;

/** The wire's events as the client tells them; an enum value of a newer relay is UNKNOWN. */
final class Events {

    private Events() {}

    static JobEvent of(Event event) {
        return new JobEvent(
                event.getSequence(),
                Instant.ofEpochMilli(event.getAtMillis()),
                fulfilment(event),
                execution(event),
                settlement(event),
                event.getCode(),
                event.getDetail());
    }

    private static JobEvent.Fulfilment fulfilment(Event event) {
        return switch (event.getFulfilment()) {
            case FULFILMENT_ACCEPTED -> JobEvent.Fulfilment.ACCEPTED;
            case FULFILMENT_AUCTION -> JobEvent.Fulfilment.AUCTION;
            case FULFILMENT_ASSIGNED -> JobEvent.Fulfilment.ASSIGNED;
            case FULFILMENT_FULFILLED -> JobEvent.Fulfilment.FULFILLED;
            case FULFILMENT_FAILED -> JobEvent.Fulfilment.FAILED;
            case FULFILMENT_CANCELLED -> JobEvent.Fulfilment.CANCELLED;
            case FULFILMENT_EXPIRED -> JobEvent.Fulfilment.EXPIRED;
            case FULFILMENT_UNSPECIFIED, UNRECOGNIZED -> JobEvent.Fulfilment.UNKNOWN;
        };
    }

    private static JobEvent.Execution execution(Event event) {
        return switch (event.getExecution()) {
            case EXECUTION_PENDING -> JobEvent.Execution.PENDING;
            case EXECUTION_FETCHING -> JobEvent.Execution.FETCHING;
            case EXECUTION_RUNNING -> JobEvent.Execution.RUNNING;
            case EXECUTION_WITNESS -> JobEvent.Execution.WITNESS;
            case EXECUTION_PROVING -> JobEvent.Execution.PROVING;
            case EXECUTION_SUCCEEDED -> JobEvent.Execution.SUCCEEDED;
            case EXECUTION_FAILED -> JobEvent.Execution.FAILED;
            case EXECUTION_UNSPECIFIED, UNRECOGNIZED -> JobEvent.Execution.UNKNOWN;
        };
    }

    private static JobEvent.Settlement settlement(Event event) {
        return switch (event.getSettlement()) {
            case SETTLEMENT_NONE -> JobEvent.Settlement.NONE;
            case SETTLEMENT_ESCROWED -> JobEvent.Settlement.ESCROWED;
            case SETTLEMENT_PAID -> JobEvent.Settlement.PAID;
            case SETTLEMENT_REFUNDED -> JobEvent.Settlement.REFUNDED;
            case SETTLEMENT_UNSPECIFIED, UNRECOGNIZED -> JobEvent.Settlement.UNKNOWN;
        };
    }
}
