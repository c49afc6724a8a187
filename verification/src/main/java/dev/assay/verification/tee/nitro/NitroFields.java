package dev.assay.verification.tee.nitro;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Null;
import dev.assay.verification.cbor.CborValue.Text;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The payload's map by field name. Fields of other names are left alone: AWS may add some. */
record NitroFields(Map<CborValue, CborValue> entries) {

    static NitroFields of(CborValue payload) {
        if (payload instanceof Mapping map) {
            return new NitroFields(map.entries());
        }
        throw new Rejection(Reason.MALFORMED, "the payload is not a map");
    }

    /** AWS, section 3.2.2.1. */
    CborValue mandatory(String name) {
        CborValue value = present(name);
        if (value == null) {
            throw new Rejection(Reason.EVIDENCE_FIELD_MISSING, name + " is absent or null");
        }
        return value;
    }

    String text(String name) {
        if (mandatory(name) instanceof Text text) {
            return text.value();
        }
        throw invalid(name, "is not a text");
    }

    Optional<byte[]> optionalBytes(String name, int maxBytes) {
        CborValue value = present(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Bytes bytes && bytes.value().length <= maxBytes) {
            return Optional.of(bytes.value());
        }
        throw invalid(name, "is not a byte string of at most " + maxBytes);
    }

    boolean has(String name) {
        return entries.containsKey(new Text(name));
    }

    static Rejection invalid(String name, String what) {
        return new Rejection(Reason.EVIDENCE_FIELD_INVALID, name + " " + what);
    }

    /** Section 3.2.2.1 forbids null, but the hypervisor writes optional fields that are absent so. */
    private @Nullable CborValue present(String name) {
        CborValue value = entries.get(new Text(name));
        return value instanceof Null ? null : value;
    }
}
