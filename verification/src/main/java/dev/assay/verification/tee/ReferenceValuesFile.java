package dev.assay.verification.tee;

import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.ReferenceValues.Release;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The simple JSON form of {@link ReferenceValues}. Whoever writes one is the caller: faults are IllegalArgumentException. */
final class ReferenceValuesFile {

    private static final int MAX_BYTES = 1 << 20;
    private static final String RELEASES = "referenceValues";

    private ReferenceValuesFile() {}

    static ReferenceValues parse(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw PolicyFields.fault(json.length + " bytes of reference values; the limit is " + MAX_BYTES);
        }
        try {
            return read(Json.read(json));
        } catch (Rejection rejection) {
            throw PolicyFields.fault("the reference values are no JSON: " + rejection.detail());
        }
    }

    static ReferenceValues read(JsonValue json) {
        PolicyFields file = PolicyFields.of("the object of reference values", json, Set.of(RELEASES));
        return new ReferenceValues(
                file.array(RELEASES).stream().map(ReferenceValuesFile::release).toList());
    }

    private static Release release(JsonValue value) {
        PolicyFields fields = PolicyFields.of("a release", value, Set.of("name", "kind", "measurements"));
        String label = fields.text("kind");
        ReferenceKind kind = ReferenceKind.labelled(label)
                .orElseThrow(() -> PolicyFields.fault("there are no reference values for the kind \"" + label + '"'));
        SortedMap<String, byte[]> registers = new TreeMap<>();
        PolicyFields.any("a release's measurements", fields.required("measurements"))
                .members()
                .forEach((name, hex) -> registers.put(name, bytes(name, hex)));
        return new Release(fields.text("name"), kind, registers);
    }

    private static byte[] bytes(String name, JsonValue value) {
        if (value instanceof JsonString(String hex) && hex.matches("([0-9a-fA-F]{2})+")) {
            return HexFormat.of().parseHex(hex);
        }
        throw PolicyFields.fault(name + " is not of hexadecimal digits");
    }
}
