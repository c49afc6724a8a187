package dev.assay.client.internal;

import com.google.protobuf.ByteString;
import dev.assay.client.JobFailedException;
import dev.assay.client.LogTrust;
import dev.assay.client.VerificationException;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.GetCheckpointRequest;
import dev.assay.proto.v1.GetConsistencyRequest;
import dev.assay.proto.v1.GetConsistencyResponse;
import dev.assay.proto.v1.GetInclusionRequest;
import dev.assay.proto.v1.GetInclusionResponse;
import dev.assay.proto.v1.Inclusion;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.transcript.RoundEntry;
import dev.assay.verification.transparency.ConsistencyProof;
import dev.assay.verification.transparency.InclusionProof;
import dev.assay.verification.transparency.VerifiedCheckpoint;
import dev.assay.verification.transparency.VerifiedEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reads a market's log and holds it to what it showed before. */
public final class LogReader {

    private final Relay relay;
    private final LogTrust trust;
    private final LogMemory memory;
    private final InstantSource clock;

    public LogReader(Relay relay, LogTrust trust, InstantSource clock) {
        this.relay = relay;
        this.trust = trust;
        this.memory = new LogMemory(trust.memory());
        this.clock = clock;
    }

    /** 1. The checkpoint verifies. 2. It continues the one that was seen last. */
    public synchronized VerifiedCheckpoint visit() throws VerificationException, JobFailedException {
        Optional<VerifiedCheckpoint> before = before();
        if (before.isEmpty()) {
            byte[] note = relay.calls()
                    .once(() -> relay.transcriptCall().getCheckpoint(GetCheckpointRequest.getDefaultInstance()))
                    .getCheckpoint()
                    .toByteArray();
            return remember(verify(note));
        }
        return remember(grown(before.get()));
    }

    private Optional<VerifiedCheckpoint> before() throws VerificationException {
        Optional<byte[]> note = memory.read();
        return note.isEmpty() ? Optional.empty() : Optional.of(verify(note.get()));
    }

    private VerifiedCheckpoint verify(byte[] note) throws VerificationException {
        return Verdicts.valueOf(trust.policy().verify(note, clock.instant()));
    }

    private VerifiedCheckpoint remember(VerifiedCheckpoint checkpoint) {
        memory.write(checkpoint.signedNote());
        return checkpoint;
    }

    private VerifiedCheckpoint grown(VerifiedCheckpoint before) throws VerificationException, JobFailedException {
        GetConsistencyResponse response = consistency(before.size(), 0);
        VerifiedCheckpoint now = verify(response.getCheckpoint().toByteArray());
        return grown(before, now, response);
    }

    private GetConsistencyResponse consistency(long olderSize, long newerSize) throws JobFailedException {
        GetConsistencyRequest request = GetConsistencyRequest.newBuilder()
                .setOlderSize(olderSize)
                .setNewerSize(newerSize)
                .build();
        return relay.calls().once(() -> relay.transcriptCall().getConsistency(request));
    }

    private static VerifiedCheckpoint grown(
            VerifiedCheckpoint before, VerifiedCheckpoint now, GetConsistencyResponse response)
            throws VerificationException {
        ConsistencyProof proof = new ConsistencyProof(before.size(), now.size(), path(response.getPathList()));
        return Verdicts.valueOf(before.verifyGrowth(now, proof));
    }

    private static List<Digest> path(List<ByteString> hashes) throws VerificationException {
        try {
            return hashes.stream().map(Wire::digest).toList();
        } catch (Failure e) {
            throw new VerificationException(Reason.MALFORMED, e.detail());
        }
    }

    /** 1. The log continues what was seen. 2. The entry is in it. 3. It is of this job. */
    public VerifiedEntry awarded(Digest jobId, Duration atMost)
            throws VerificationException, JobFailedException, InterruptedException {
        Instant end = clock.instant().plus(atMost);
        for (int attempt = 0; ; attempt++) {
            GetInclusionResponse response = relay.calls()
                    .until(
                            end,
                            () -> relay.transcriptCall()
                                    .getInclusion(GetInclusionRequest.newBuilder()
                                            .setJobId(Wire.bytes(jobId))
                                            .build()));
            if (response.hasInclusion()) {
                return included(jobId, response.getInclusion());
            }
            relay.calls()
                    .waitBefore(
                            attempt,
                            end,
                            new Failure(ErrorCode.UNAVAILABLE, "no round of " + jobId + " is in the log"));
        }
    }

    private synchronized VerifiedEntry included(Digest jobId, Inclusion inclusion)
            throws VerificationException, JobFailedException {
        VerifiedCheckpoint checkpoint = verify(inclusion.getCheckpoint().toByteArray());
        requireContinued(checkpoint);
        byte[] bytes = inclusion.getEntry().toByteArray();
        VerifiedEntry entry = Verdicts.valueOf(checkpoint.verify(
                bytes, new InclusionProof(inclusion.getIndex(), checkpoint.size(), path(inclusion.getPathList()))));
        RoundEntry round = Verdicts.valueOf(RoundEntry.parse(bytes));
        if (!round.job().equals(RoundEntry.jobTag(jobId))) {
            throw new VerificationException(Reason.ROUND_NOT_IN_LOG, "the entry is of another job than " + jobId);
        }
        return entry;
    }

    /** The log of the proof and the one that is remembered are one: the larger begins with the smaller. */
    private void requireContinued(VerifiedCheckpoint shown) throws VerificationException, JobFailedException {
        Optional<VerifiedCheckpoint> before = before();
        if (before.isEmpty()) {
            remember(shown);
        } else if (before.get().size() <= shown.size()) {
            remember(grown(before.get(), shown, consistency(before.get().size(), shown.size())));
        } else {
            grown(shown, before.get(), consistency(shown.size(), before.get().size()));
        }
    }
}
