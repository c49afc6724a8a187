package dev.assay.verification.tee.cca;

import dev.assay.verification.cbor.CborValue;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of the platform's firmware, as the platform measured it (RMM, A7.2.3.2.7).
 *
 * @param type its role, such as {@code RMM}; a hint
 * @param version as its maker writes it
 * @param measurement 32, 48 or 64 bytes
 * @param signerId the hash of the key that signed it: 32, 48 or 64 bytes
 * @param hashAlgorithm the measurement's, where it is not the platform's
 */
@SuppressWarnings("ArrayRecordComponent") // cloned on the way in and out, compared by content
public record SoftwareComponent(
        Optional<String> type,
        Optional<String> version,
        byte[] measurement,
        byte[] signerId,
        Optional<String> hashAlgorithm) {

    public SoftwareComponent {
        measurement = measurement.clone();
        signerId = signerId.clone();
    }

    static SoftwareComponent read(CborValue value) {
        Claims claims = Claims.of(value);
        return new SoftwareComponent(
                claims.optionalText(1, "component type"),
                claims.optionalText(4, "component version"),
                claims.hash(2, "component measurement"),
                claims.hash(5, "component signer"),
                claims.optionalText(6, "component hash algorithm"));
    }

    @Override
    public byte[] measurement() {
        return measurement.clone();
    }

    @Override
    public byte[] signerId() {
        return signerId.clone();
    }

    /** Whether it is this code of this signer, whatever it calls itself. */
    boolean isSameCode(SoftwareComponent other) {
        return Arrays.equals(measurement, other.measurement) && Arrays.equals(signerId, other.signerId);
    }

    @Override
    public boolean equals(@Nullable Object object) {
        return object instanceof SoftwareComponent other
                && isSameCode(other)
                && type.equals(other.type)
                && version.equals(other.version)
                && hashAlgorithm.equals(other.hashAlgorithm);
    }

    @Override
    public int hashCode() {
        return Objects.hash(type, version, Arrays.hashCode(measurement), Arrays.hashCode(signerId), hashAlgorithm);
    }

    @Override
    public String toString() {
        return type.orElse("component") + " " + HexFormat.of().formatHex(measurement);
    }
}
