package dev.assay.verification.proof;

import dev.assay.verification.Digest;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of a file, computed when it is first asked for: in a fresh JVM, looking the algorithm up among the security
 * providers takes longer than some checks of a key, and not everybody asks.
 */
final class FileDigest {

    private final byte[] file;
    private volatile @Nullable Digest digest;

    private FileDigest(byte[] file, @Nullable Digest digest) {
        this.file = file;
        this.digest = digest;
    }

    static FileDigest of(byte[] file) {
        return new FileDigest(file.clone(), null);
    }

    static FileDigest known(Digest digest) {
        return new FileDigest(new byte[0], digest);
    }

    /** Two threads may both compute it, and compute the same. */
    Digest value() {
        Digest computed = digest;
        if (computed == null) {
            computed = Digest.sha256(file);
            digest = computed;
        }
        return computed;
    }
}
