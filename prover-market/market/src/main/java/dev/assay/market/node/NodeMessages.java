package dev.assay.market.node;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.market.job.Job;
import dev.assay.market.lease.Award;
import dev.assay.market.lease.Lease;
import dev.assay.market.lease.Role;
import dev.assay.market.settle.Settled;
import dev.assay.proto.v1.AttachNodeResponse;
import dev.assay.proto.v1.NodeAuctionClosed;
import dev.assay.proto.v1.NodeAward;
import dev.assay.proto.v1.NodeBidReceived;
import dev.assay.proto.v1.NodeChallenge;
import dev.assay.proto.v1.NodeLeaseLost;
import dev.assay.proto.v1.NodeOffer;
import dev.assay.proto.v1.NodeSettled;
import dev.assay.proto.v1.NodeWelcome;
import dev.assay.verification.Digest;
import java.time.Duration;
import java.time.Instant;

/** What the market says to nodes, in wire form. */
final class NodeMessages {

    private NodeMessages() {}

    static AttachNodeResponse challenge(Digest nonce) {
        return AttachNodeResponse.newBuilder()
                .setChallenge(NodeChallenge.newBuilder().setNonce(Wire.bytes(nonce)))
                .build();
    }

    static AttachNodeResponse welcome(Duration heartbeat) {
        return AttachNodeResponse.newBuilder()
                .setWelcome(NodeWelcome.newBuilder().setHeartbeatMillis(heartbeat.toMillis()))
                .build();
    }

    static AttachNodeResponse offer(Job job, Instant closes, Digest seed) {
        return AttachNodeResponse.newBuilder()
                .setOffer(NodeOffer.newBuilder()
                        .setJobId(Wire.bytes(job.id()))
                        .setCircuitId(Wire.bytes(job.circuitId()))
                        .setDeadlineMillis(job.deadline().toEpochMilli())
                        .setSoftDeadlineMillis(job.softDeadline().toEpochMilli())
                        .setInputSizeBytes(job.inputSizeBytes())
                        .setClosesMillis(closes.toEpochMilli())
                        .setSeedCommitment(Wire.bytes(seed)))
                .build();
    }

    static AttachNodeResponse bidReceived(Digest jobId, byte[] acknowledgement) {
        return AttachNodeResponse.newBuilder()
                .setBidReceived(NodeBidReceived.newBuilder()
                        .setJobId(Wire.bytes(jobId))
                        .setAcknowledgement(ByteString.copyFrom(acknowledgement)))
                .build();
    }

    static AttachNodeResponse auctionClosed(Digest jobId) {
        return AttachNodeResponse.newBuilder()
                .setAuctionClosed(NodeAuctionClosed.newBuilder().setJobId(Wire.bytes(jobId)))
                .build();
    }

    static AttachNodeResponse award(Award.Given given, byte[] manifest, byte[] input, Duration acceptWithin) {
        Lease lease = given.lease();
        return AttachNodeResponse.newBuilder()
                .setAward(NodeAward.newBuilder()
                        .setJobId(Wire.bytes(lease.jobId()))
                        .setFencingToken(lease.token())
                        .setManifest(ByteString.copyFrom(manifest))
                        .setInput(ByteString.copyFrom(input))
                        .setPriceMicros(lease.priceMicros())
                        .setLeaseUntilMillis(lease.until().toEpochMilli())
                        .setDeadlineMillis(given.job().deadline().toEpochMilli())
                        .setSoftDeadlineMillis(lease.dueAt().toEpochMilli())
                        .setAcceptMillis(acceptWithin.toMillis())
                        .setCollateralMicros(lease.collateralMicros())
                        .setHedge(lease.role() == Role.HEDGE))
                .build();
    }

    static AttachNodeResponse canary(Digest jobId, long token, byte[] manifest, byte[] input, Instant deadline) {
        return AttachNodeResponse.newBuilder()
                .setAward(NodeAward.newBuilder()
                        .setJobId(Wire.bytes(jobId))
                        .setFencingToken(token)
                        .setManifest(ByteString.copyFrom(manifest))
                        .setInput(ByteString.copyFrom(input))
                        .setLeaseUntilMillis(deadline.toEpochMilli())
                        .setDeadlineMillis(deadline.toEpochMilli())
                        .setSoftDeadlineMillis(deadline.toEpochMilli())
                        .setCanary(true))
                .build();
    }

    static AttachNodeResponse leaseLost(Digest jobId, long token, String code, String detail) {
        return AttachNodeResponse.newBuilder()
                .setLeaseLost(NodeLeaseLost.newBuilder()
                        .setJobId(Wire.bytes(jobId))
                        .setFencingToken(token)
                        .setCode(code)
                        .setDetail(detail))
                .build();
    }

    static AttachNodeResponse settled(Digest jobId, long token, Settled.Paid paid) {
        return AttachNodeResponse.newBuilder()
                .setSettled(NodeSettled.newBuilder()
                        .setJobId(Wire.bytes(jobId))
                        .setFencingToken(token)
                        .setPaidMicros(paid.earnedMicros())
                        .setSlashedMicros(paid.slashedMicros()))
                .build();
    }
}
