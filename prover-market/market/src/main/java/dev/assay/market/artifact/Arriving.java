package dev.assay.market.artifact;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** The file of one upload, until it is complete or abandoned. One thread at a time. */
final class Arriving {

    private final ArtifactStore store;
    private final Digest digest;
    private final Path own;
    private final FileChannel file;

    Arriving(ArtifactStore store, Digest digest, Path own, long offset) throws IOException {
        this.store = store;
        this.digest = digest;
        this.own = own;
        this.file = FileChannel.open(own, StandardOpenOption.READ, StandardOpenOption.WRITE);
        long cutBytes = file.size() - offset;
        file.truncate(offset).position(offset);
        store.giveBack(cutBytes);
    }

    void write(ByteBuffer bytes) throws IOException {
        store.take(bytes.remaining());
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /**
     * Hashes the bytes, forces them to disk and only then names them.
     *
     * @throws Failure {@link ErrorCode#ARTIFACT_CORRUPT} if they have another hash; they are deleted
     */
    void complete() throws IOException {
        long sizeBytes = file.size();
        boolean isRight = hash().equals(digest);
        if (isRight) {
            file.force(true);
        }
        file.close();
        if (!isRight) {
            Files.deleteIfExists(own);
            store.giveBack(sizeBytes);
            throw new Failure(ErrorCode.ARTIFACT_CORRUPT, "the bytes do not have the SHA-256 " + digest);
        }
        Path path = store.folder().path(digest);
        Path partial = store.folder().partial(digest);
        long replacedBytes = ArtifactStore.sizeBytes(path) + ArtifactStore.sizeBytes(partial);
        Files.createDirectories(path.resolveSibling("."));
        Files.move(own, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(partial);
        store.giveBack(replacedBytes);
    }

    private Digest hash() throws IOException {
        MessageDigest sha256 = Digest.newSha256();
        file.position(0);
        // Not closed: that would close the channel, which is still to be forced.
        InputStream in = new DigestInputStream(Channels.newInputStream(file), sha256);
        in.transferTo(OutputStream.nullOutputStream());
        return Digest.of(sha256.digest());
    }

    /** The upload broke off. */
    void abandon() throws IOException {
        if (!file.isOpen()) {
            return;
        }
        file.close();
        Path partial = store.folder().partial(digest);
        long bothBytes = ArtifactStore.sizeBytes(own) + ArtifactStore.sizeBytes(partial);
        if (store.folder().has(digest)) {
            Files.deleteIfExists(own);
            store.giveBack(bothBytes - ArtifactStore.sizeBytes(partial));
            return;
        }
        ArtifactStore.abandon(own, partial);
        store.giveBack(bothBytes - ArtifactStore.sizeBytes(partial));
    }
}
