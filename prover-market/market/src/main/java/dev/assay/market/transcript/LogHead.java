package dev.assay.market.transcript;

import java.util.Optional;

/**
 * Where the log stands.
 *
 * @param key the verifier key
 * @param checkpoint signed, of {@code size}
 * @param witnessed the newest checkpoint that enough witnesses cosigned, of {@code witnessedSize}
 */
record LogHead(String key, long size, byte[] checkpoint, long witnessedSize, Optional<byte[]> witnessed) {}
