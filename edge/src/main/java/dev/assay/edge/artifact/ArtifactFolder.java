package dev.assay.edge.artifact;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Artifacts in a folder: {@code ab/abcdef…} is named by the SHA-256 of its bytes, {@code partial/abcdef…} is one that is
 * still arriving. A file gets its name only after it was hashed and forced to disk, so a crash leaves no half artifact.
 */
public final class ArtifactFolder {

    private final Path folder;

    public ArtifactFolder(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("partial"));
    }

    public boolean has(Digest digest) {
        return Files.isRegularFile(path(digest));
    }

    /** Whether it is here and its bytes, hashed again, are the right ones. */
    public boolean intact(Digest digest) throws IOException {
        return has(digest) && hash(path(digest)).equals(digest);
    }

    /** Where the artifact lies, or would. */
    public Path path(Digest digest) {
        return folder.resolve(digest.hex().substring(0, 2)).resolve(digest.hex());
    }

    /** Where an artifact that is still arriving lies. */
    public Path partial(Digest digest) {
        return folder.resolve("partial").resolve(digest.hex());
    }

    /** How many bytes of an interrupted transfer are here. */
    public long partialSizeBytes(Digest digest) throws IOException {
        Path partial = partial(digest);
        return Files.exists(partial) ? Files.size(partial) : 0;
    }

    /**
     * The artifact's bytes, hashed again: a disk may lie.
     *
     * @throws Failure {@link ErrorCode#ARTIFACT_MISSING}, {@link ErrorCode#ARTIFACT_TOO_LARGE} or
     *     {@link ErrorCode#ARTIFACT_CORRUPT}
     */
    public byte[] read(Digest digest, long maxBytes) throws IOException {
        Path path = require(digest);
        if (Files.size(path) > maxBytes) {
            throw new Failure(
                    ErrorCode.ARTIFACT_TOO_LARGE,
                    "artifact " + digest + " has " + Files.size(path) + " bytes; the limit is " + maxBytes);
        }
        byte[] bytes = Files.readAllBytes(path);
        if (!Digest.sha256(bytes).equals(digest)) {
            throw corrupt(digest);
        }
        return bytes;
    }

    /** The artifact's path, its bytes hashed again. */
    public Path verified(Digest digest) throws IOException {
        Path path = require(digest);
        if (!hash(path).equals(digest)) {
            throw corrupt(digest);
        }
        return path;
    }

    /** Keeps the bytes under their hash, which is returned; what is there already stays. */
    public Digest put(byte[] bytes) throws IOException {
        Digest digest = Digest.sha256(bytes);
        if (!has(digest)) {
            Path temporary = folder.resolve("partial").resolve("put-" + UUID.randomUUID());
            try {
                Files.write(temporary, bytes);
                keep(temporary, digest);
            } finally {
                Files.deleteIfExists(temporary);
            }
        }
        return digest;
    }

    /**
     * Names what has arrived in {@link #partial}, if its hash is right; otherwise it is deleted.
     *
     * @throws Failure {@link ErrorCode#ARTIFACT_CORRUPT}
     */
    public void complete(Digest digest) throws IOException {
        Path partial = partial(digest);
        if (!hash(partial).equals(digest)) {
            Files.delete(partial);
            throw corrupt(digest);
        }
        keep(partial, digest);
    }

    private void keep(Path temporary, Digest digest) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Path path = path(digest);
        Files.createDirectories(path.getParent());
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path require(Digest digest) {
        Path path = path(digest);
        if (!Files.isRegularFile(path)) {
            throw new Failure(ErrorCode.ARTIFACT_MISSING, "artifact " + digest + " is not here: upload it first");
        }
        return path;
    }

    private static Digest hash(Path path) throws IOException {
        MessageDigest sha256 = Digest.newSha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), sha256)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return Digest.of(sha256.digest());
    }

    private static Failure corrupt(Digest digest) {
        return new Failure(ErrorCode.ARTIFACT_CORRUPT, "the bytes do not have the SHA-256 " + digest);
    }
}
