package dev.assay.edge.artifact;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.DownloadRequest;
import dev.assay.proto.v1.DownloadResponse;
import dev.assay.proto.v1.StatRequest;
import dev.assay.proto.v1.StatResponse;
import dev.assay.verification.Digest;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** Moves artifacts to and from a service, resuming what was interrupted. Every failure is a {@link Failure}. */
public final class ArtifactClient {

    static final int CHUNK_BYTES = 256 << 10;
    private static final Duration STAT_TIMEOUT = Duration.ofSeconds(20);

    private final Channel channel;
    private final ArtifactServiceGrpc.ArtifactServiceBlockingStub stub;

    public ArtifactClient(Channel channel) {
        this.channel = channel;
        this.stub = ArtifactServiceGrpc.newBlockingStub(channel);
    }

    public boolean has(Digest digest) {
        return stat(digest).getComplete();
    }

    StatResponse stat(Digest digest) {
        try {
            return stub.withDeadlineAfter(STAT_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                    .stat(StatRequest.newBuilder().setDigest(Wire.bytes(digest)).build());
        } catch (StatusRuntimeException e) {
            throw Failure.of(e);
        }
    }

    /** Uploads the file unless it is there already; returns its digest. */
    public Digest upload(Path file, Progress progress) throws IOException {
        Digest digest;
        try (InputStream in = Files.newInputStream(file)) {
            digest = digestOf(in);
        }
        upload(digest, () -> Files.newInputStream(file), Files.size(file), progress);
        return digest;
    }

    /** Uploads the bytes unless they are there already; returns their digest. */
    public Digest upload(byte[] bytes) throws IOException {
        Digest digest = Digest.sha256(bytes);
        upload(digest, () -> new ByteArrayInputStream(bytes), bytes.length, Progress.SILENT);
        return digest;
    }

    private void upload(Digest digest, Source source, long sizeBytes, Progress progress) throws IOException {
        StatResponse stat = stat(digest);
        if (stat.getComplete()) {
            progress.moved(sizeBytes, sizeBytes);
            return;
        }
        long offset = Math.clamp(stat.getSizeBytes(), 0, sizeBytes);
        try {
            send(digest, source, offset, sizeBytes, progress);
        } catch (Failure failure) {
            if (offset == 0 || failure.code() != ErrorCode.ARTIFACT_CORRUPT) {
                throw failure;
            }
            // What was there already may be anybody's: somebody else's bytes are not to keep ours out.
            send(digest, source, 0, sizeBytes, progress);
        }
    }

    private void send(Digest digest, Source source, long offset, long sizeBytes, Progress progress) throws IOException {
        try (InputStream in = source.open()) {
            in.skipNBytes(offset);
            new Upload(channel).send(digest, offset, sizeBytes, in, progress);
        }
    }

    /** Downloads the artifact into the folder unless it is there already and whole; its hash is checked. */
    public Path download(Digest digest, ArtifactFolder folder, long maxBytes, Progress progress) throws IOException {
        if (folder.intact(digest)) {
            return folder.path(digest);
        }
        // One transfer of an artifact at a time in a process; whoever comes second finds it there.
        synchronized (digest.hex().intern()) {
            if (!folder.intact(digest)) {
                fetch(digest, folder, maxBytes, progress);
            }
            return folder.path(digest);
        }
    }

    /** The artifact's bytes, their hash checked. */
    public byte[] download(Digest digest, ArtifactFolder folder, int maxBytes) throws IOException {
        download(digest, folder, maxBytes, Progress.SILENT);
        return folder.read(digest, maxBytes);
    }

    private void fetch(Digest digest, ArtifactFolder folder, long maxBytes, Progress progress) throws IOException {
        StatResponse stat = stat(digest);
        if (!stat.getComplete()) {
            throw new Failure(ErrorCode.ARTIFACT_MISSING, "artifact " + digest + " was never uploaded");
        }
        if (stat.getSizeBytes() > maxBytes) {
            throw new Failure(
                    ErrorCode.ARTIFACT_TOO_LARGE,
                    "artifact " + digest + " has " + stat.getSizeBytes() + " bytes; the limit is " + maxBytes);
        }
        long offset = folder.partialSizeBytes(digest);
        if (offset > stat.getSizeBytes()) {
            Files.delete(folder.partial(digest));
            offset = 0;
        }
        receive(digest, folder, offset, stat.getSizeBytes(), progress);
        try {
            folder.complete(digest);
        } catch (Failure corrupt) {
            if (offset == 0) {
                throw corrupt;
            }
            // A crash may have left a partial that is long enough and wrong; complete() has deleted it.
            receive(digest, folder, 0, stat.getSizeBytes(), progress);
            folder.complete(digest);
        }
    }

    private void receive(Digest digest, ArtifactFolder folder, long offset, long sizeBytes, Progress progress)
            throws IOException {
        Context.CancellableContext context = Context.current().withCancellation();
        Context previous = context.attach();
        long done = offset;
        try (OutputStream out =
                Files.newOutputStream(folder.partial(digest), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            Iterator<DownloadResponse> chunks = stub.download(DownloadRequest.newBuilder()
                    .setDigest(Wire.bytes(digest))
                    .setOffset(offset)
                    .build());
            while (chunks.hasNext()) {
                ByteString chunk = chunks.next().getChunk();
                done += chunk.size();
                // The size was promised; a peer that sends more is not to fill the disk.
                if (done > sizeBytes) {
                    throw new Failure(ErrorCode.ARTIFACT_CORRUPT, "more bytes than artifact " + digest + " has");
                }
                chunk.writeTo(out);
                progress.moved(done, sizeBytes);
            }
        } catch (StatusRuntimeException e) {
            throw Failure.of(e);
        } finally {
            context.detach(previous);
            context.close();
        }
    }

    private static Digest digestOf(InputStream in) throws IOException {
        java.security.MessageDigest sha256 = Digest.newSha256();
        byte[] buffer = new byte[CHUNK_BYTES];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            sha256.update(buffer, 0, n);
        }
        return Digest.of(sha256.digest());
    }

    @FunctionalInterface
    private interface Source {
        InputStream open() throws IOException;
    }
}
