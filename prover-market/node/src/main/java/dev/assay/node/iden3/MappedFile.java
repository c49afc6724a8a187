package dev.assay.node.iden3;

import dev.assay.verification.Digest;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * A file in memory, read only, until nothing refers to it any more. It must not be changed or cut short meanwhile; the files
 * of an artifact folder never are.
 *
 * @param name the file's name, for messages
 */
public record MappedFile(String name, MemorySegment bytes) {

    private static final long CHUNK_BYTES = 64 << 20;

    public static MappedFile map(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
            return new MappedFile(String.valueOf(path.getFileName()), bytes);
        }
    }

    public Digest sha256() {
        MessageDigest sha256 = Digest.newSha256();
        for (long from = 0; from < bytes.byteSize(); from += CHUNK_BYTES) {
            long length = Math.min(CHUNK_BYTES, bytes.byteSize() - from);
            sha256.update(bytes.asSlice(from, length).asByteBuffer());
        }
        return Digest.of(sha256.digest());
    }
}
