package dev.assay.verification.proof.gnark;

import dev.assay.verification.Digest;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.kzg.Scalar;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * gnark's Fiat-Shamir transcript (gnark-crypto, {@code fiat-shamir}) with SHA-256: a challenge is the hash of its name, the
 * challenge before it, and what was bound since; the next one depends on it before its reduction modulo r.
 */
final class GnarkTranscript {

    private final Curve curve;
    private final ByteArrayOutputStream bound = new ByteArrayOutputStream();
    private byte[] previous = new byte[0];

    GnarkTranscript(Curve curve) {
        this.curve = curve;
    }

    GnarkTranscript bindScalars(List<Scalar> scalars) {
        scalars.forEach(scalar -> bound.writeBytes(scalar.toBigEndian()));
        return this;
    }

    GnarkTranscript bind(List<AffinePoint> points) {
        points.forEach(point -> bound.writeBytes(PointFlags.of(curve).raw(point)));
        return this;
    }

    Scalar challenge(String name) {
        previous = Digest.sha256(name.getBytes(StandardCharsets.US_ASCII), previous, bound.toByteArray())
                .bytes();
        bound.reset();
        return Scalar.reduced(curve, previous);
    }
}
