package dev.assay.verification.tee.cca;

import dev.assay.verification.Verdict;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.tee.PolicyFields;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The JSON form of endorsements; whoever writes it is the caller, so every fault is an IllegalArgumentException. */
final class CcaEndorsementFile {

    private static final int MAX_BYTES = 1 << 16;
    private static final Set<String> FIELDS = Set.of("instance-id", "implementation-id", "pkey");
    private static final Set<String> KEY_FIELDS = Set.of("kty", "crv", "x", "y");

    private CcaEndorsementFile() {}

    static List<CcaEndorsement> parse(byte[] json) {
        if (json.length <= MAX_BYTES
                && Json.parse(json) instanceof Verdict.Verified<JsonValue>(JsonArray(List<JsonValue> elements))) {
            return elements.stream().map(CcaEndorsementFile::endorsement).toList();
        }
        throw new IllegalArgumentException("the endorsements are not a JSON array of at most 64 KiB");
    }

    private static CcaEndorsement endorsement(JsonValue value) {
        PolicyFields fields = PolicyFields.of("an endorsement", value, FIELDS, Set.of("not-after"));
        return new CcaEndorsement(
                fields.hex("instance-id", CcaEndorsement.INSTANCE_ID_BYTES),
                fields.hex("implementation-id", CcaEndorsement.IMPLEMENTATION_ID_BYTES),
                key(PolicyFields.of("pkey", fields.required("pkey"), KEY_FIELDS)),
                notAfter(fields));
    }

    /** A JSON Web Key (RFC 7518, section 6.2.1). */
    private static EcdsaKey key(PolicyFields fields) {
        NistCurve curve = switch (fields.text("kty") + " " + fields.text("crv")) {
            case "EC P-256" -> NistCurve.P256;
            case "EC P-384" -> NistCurve.P384;
            default -> throw PolicyFields.fault("pkey is not an EC key of P-256 or P-384");
        };
        byte[] xy = Arrays.copyOf(coordinate(fields, "x", curve), 2 * curve.coordinateBytes());
        System.arraycopy(coordinate(fields, "y", curve), 0, xy, curve.coordinateBytes(), curve.coordinateBytes());
        return EcdsaKey.of(curve, xy);
    }

    private static byte[] coordinate(PolicyFields fields, String name, NistCurve curve) {
        byte[] coordinate = Base64.getUrlDecoder().decode(fields.text(name));
        if (coordinate.length != curve.coordinateBytes()) {
            throw PolicyFields.fault("pkey." + name + " is not of full width");
        }
        return coordinate;
    }

    private static Instant notAfter(PolicyFields fields) {
        try {
            return fields.optional("not-after").isEmpty() ? Instant.MAX : Instant.parse(fields.text("not-after"));
        } catch (DateTimeParseException e) {
            throw PolicyFields.fault("not-after is no time as 2030-01-01T00:00:00Z");
        }
    }
}
