package dev.assay.client.internal;

import dev.assay.client.JobFailedException;
import dev.assay.client.VerificationException;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.DownloadRequest;
import dev.assay.proto.v1.DownloadResponse;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Iterator;

/** Artifacts that fit in memory, fetched from the relay and held to the hash that names them. */
final class SmallArtifacts {

    private final Relay relay;

    SmallArtifacts(Relay relay) {
        this.relay = relay;
    }

    /** The artifact's bytes, at most so many. */
    byte[] fetch(Digest digest, int maxBytes, Instant end)
            throws JobFailedException, VerificationException, InterruptedException {
        byte[] bytes = relay.calls().until(end, () -> download(digest, maxBytes));
        Digest found = Digest.sha256(bytes);
        if (!found.equals(digest)) {
            throw new VerificationException(
                    Reason.ARTIFACT_MISMATCH, "the relay sent bytes with SHA-256 " + found + " as " + digest);
        }
        return bytes;
    }

    private byte[] download(Digest digest, int maxBytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Iterator<DownloadResponse> chunks = relay.artifactCall()
                .download(DownloadRequest.newBuilder()
                        .setDigest(Wire.bytes(digest))
                        .build());
        while (chunks.hasNext()) {
            byte[] chunk = chunks.next().getChunk().toByteArray();
            if (chunk.length > maxBytes - bytes.size()) {
                throw new Failure(ErrorCode.ARTIFACT_TOO_LARGE, digest + " is larger than " + maxBytes + " bytes");
            }
            bytes.writeBytes(chunk);
        }
        return bytes.toByteArray();
    }
}
