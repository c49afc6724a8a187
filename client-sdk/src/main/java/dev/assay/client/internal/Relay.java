package dev.assay.client.internal;

import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.ArtifactServiceGrpc.ArtifactServiceBlockingStub;
import dev.assay.proto.v1.ComputeServiceGrpc;
import dev.assay.proto.v1.ComputeServiceGrpc.ComputeServiceBlockingStub;
import dev.assay.proto.v1.MarketServiceGrpc;
import dev.assay.proto.v1.MarketServiceGrpc.MarketServiceBlockingStub;
import dev.assay.proto.v1.TranscriptServiceGrpc;
import dev.assay.proto.v1.TranscriptServiceGrpc.TranscriptServiceBlockingStub;
import io.grpc.Channel;
import java.util.concurrent.TimeUnit;

/**
 * The relay's services on one channel.
 *
 * @param calls how calls to it are repeated
 */
public record Relay(Channel channel, Calls calls) {

    /** Without a time limit: for streams. */
    public ComputeServiceBlockingStub compute() {
        return ComputeServiceGrpc.newBlockingStub(channel);
    }

    /** For one unary call. */
    public ComputeServiceBlockingStub computeCall() {
        return compute().withDeadlineAfter(Calls.CALL_TIME.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For one unary call. */
    public MarketServiceBlockingStub marketCall() {
        return MarketServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(Calls.CALL_TIME.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For one unary call. */
    TranscriptServiceBlockingStub transcriptCall() {
        return TranscriptServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(Calls.CALL_TIME.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** For a small artifact. */
    ArtifactServiceBlockingStub artifactCall() {
        return ArtifactServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(Calls.CALL_TIME.toMillis(), TimeUnit.MILLISECONDS);
    }
}
