package dev.assay.relay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarketFailureTest {

    @ParameterizedTest
    @EnumSource(names = {"DEADLINE_EXCEEDED", "UNAVAILABLE", "CANCELLED", "INTERNAL", "UNKNOWN"})
    void aMarketThatDoesNotAnswerIsNotReachable(Status.Code code) {
        Failure failure = MarketFailure.of(Status.fromCode(code)
                .withDescription("deadline exceeded after 30s, remote_addr=10.0.0.5/10.0.0.5:7421")
                .asRuntimeException());
        assertEquals(ErrorCode.UNAVAILABLE, failure.code());
        assertFalse(failure.detail().contains("10.0.0.5"), failure.detail());
    }

    @Test
    void whatTheMarketSaysIsPassedOn() {
        Failure said = new Failure(ErrorCode.EXPIRED, "the job's deadline has passed");
        Failure heard = MarketFailure.of(said.toStatusException());
        assertEquals(ErrorCode.EXPIRED, heard.code());
        assertEquals(said.detail(), heard.detail());
    }
}
