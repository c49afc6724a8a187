package dev.assay.verification.corim;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A map of a manifest, by its numbered fields.
 *
 * @param what the map, for details
 */
record CorimFields(Map<CborValue, CborValue> entries, String what) {

    static CorimFields of(CborValue value, String what) {
        if (value instanceof Mapping(Map<CborValue, CborValue> entries)) {
            return new CorimFields(entries, what);
        }
        throw malformed(what + " is not a map");
    }

    CborValue required(CborValue label) {
        return optional(label).orElseThrow(() -> malformed(what + " lacks field " + label));
    }

    Optional<CborValue> optional(CborValue label) {
        return Optional.ofNullable(entries.get(label));
    }

    Optional<CborValue> optional(int label) {
        return optional(new Int(label));
    }

    Optional<String> text(int label) {
        return optional(label).map(value -> {
            if (value instanceof Text(String text)) {
                return text;
            }
            throw malformed("field " + label + " of " + what + " is not a text");
        });
    }

    List<CborValue> array(int label) {
        return items(required(new Int(label)), "field " + label + " of " + what);
    }

    /** Fails unless all of the map's labels are among these: another one could be a condition. */
    void only(Integer... labels) {
        Set<Long> known = Stream.of(labels).map(Integer::longValue).collect(Collectors.toSet());
        for (CborValue label : entries.keySet()) {
            if (!(label instanceof Int(long number)) || !known.contains(number)) {
                throw new Rejection(Reason.REFERENCE_VALUES_UNSUPPORTED, what + " has field " + label);
            }
        }
    }

    static List<CborValue> items(CborValue value, String what) {
        if (value instanceof Array(List<CborValue> items) && !items.isEmpty()) {
            return items;
        }
        throw malformed(what + " is not an array of at least one");
    }

    static Rejection malformed(String detail) {
        return new Rejection(Reason.MALFORMED, "CoRIM: " + detail);
    }
}
