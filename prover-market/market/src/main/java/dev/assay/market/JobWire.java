package dev.assay.market;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.market.job.JobEvent;
import dev.assay.market.settle.InputVerdicts;
import dev.assay.market.settle.Result;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Execution;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.ProofResult;
import dev.assay.proto.v1.Settlement;

/** Jobs in wire form. */
final class JobWire {

    private JobWire() {}

    static Event event(JobEvent event) {
        return Event.newBuilder()
                .setSequence(event.sequence())
                .setAtMillis(event.at().toEpochMilli())
                .setFulfilment(fulfilment(event.status().fulfilment()))
                .setExecution(execution(event.status().execution()))
                .setSettlement(settlement(event.status().settlement()))
                .setCode(event.code())
                .setDetail(event.detail())
                .build();
    }

    private static Fulfilment fulfilment(dev.assay.market.job.Fulfilment fulfilment) {
        return switch (fulfilment) {
            case ACCEPTED -> Fulfilment.FULFILMENT_ACCEPTED;
            case AUCTION -> Fulfilment.FULFILMENT_AUCTION;
            case ASSIGNED -> Fulfilment.FULFILMENT_ASSIGNED;
            case FULFILLED -> Fulfilment.FULFILMENT_FULFILLED;
            case FAILED -> Fulfilment.FULFILMENT_FAILED;
            case CANCELLED -> Fulfilment.FULFILMENT_CANCELLED;
            case EXPIRED -> Fulfilment.FULFILMENT_EXPIRED;
        };
    }

    private static Execution execution(dev.assay.market.job.Execution execution) {
        return switch (execution) {
            case PENDING -> Execution.EXECUTION_PENDING;
            case FETCHING -> Execution.EXECUTION_FETCHING;
            case WITNESS -> Execution.EXECUTION_WITNESS;
            case PROVING -> Execution.EXECUTION_PROVING;
            case SUCCEEDED -> Execution.EXECUTION_SUCCEEDED;
            case FAILED -> Execution.EXECUTION_FAILED;
        };
    }

    private static Settlement settlement(dev.assay.market.job.Settlement settlement) {
        return switch (settlement) {
            case ESCROWED -> Settlement.SETTLEMENT_ESCROWED;
            case PAID -> Settlement.SETTLEMENT_PAID;
            case REFUNDED -> Settlement.SETTLEMENT_REFUNDED;
        };
    }

    static ProofResult result(Result result) {
        return ProofResult.newBuilder()
                .setProof(ByteString.copyFrom(result.proof()))
                .setPublicInputs(ByteString.copyFrom(result.publicInputs()))
                .setNode(Wire.bytes(result.node()))
                .setPriceMicros(result.priceMicros())
                .setPaidMicros(result.paidMicros())
                .build();
    }

    static dev.assay.proto.v1.InputVerdict verdict(InputVerdicts.Row row) {
        return dev.assay.proto.v1.InputVerdict.newBuilder()
                .setValidator(Wire.bytes(row.verdict().validator()))
                .setInputDigest(Wire.bytes(row.verdict().inputDigest()))
                .setAccepted(row.verdict().accepted())
                .setDetail(row.detail())
                .setMarket(Wire.bytes(row.market()))
                .setSignature(ByteString.copyFrom(row.signature()))
                .build();
    }
}
