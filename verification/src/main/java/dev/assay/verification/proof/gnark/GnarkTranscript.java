package dev.assay.verification.proof.gnark;

import dev.assay.verification.Digest;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * gnark's Fiat-Shamir transcript (gnark-crypto, {@code fiat-shamir}) with SHA-256: a challenge is the hash of its name, the
 * challenge before it, and what was bound since; the next one depends on it before its reduction modulo r.
 */
final class GnarkTranscript {

    private final ByteArrayOutputStream bound = new ByteArrayOutputStream();
    private byte[] previous = new byte[0];

    GnarkTranscript bindScalars(List<Fr> scalars) {
        scalars.forEach(scalar -> bound.writeBytes(GnarkVerifier.bigEndian(scalar)));
        return this;
    }

    GnarkTranscript bind(List<G1.Affine> points) {
        points.forEach(point -> bound.writeBytes(raw(point)));
        return this;
    }

    Fr challenge(String name) {
        previous = Digest.sha256(name.getBytes(StandardCharsets.US_ASCII), previous, bound.toByteArray())
                .bytes();
        bound.reset();
        return Fr.of(new BigInteger(1, previous).mod(Fr.MODULUS));
    }

    /** x and y, big-endian; zeros for infinity. */
    static byte[] raw(G1.Affine point) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(GnarkReader.reversed(point.x().toLittleEndian()));
        out.writeBytes(GnarkReader.reversed(point.y().toLittleEndian()));
        return out.toByteArray();
    }
}
