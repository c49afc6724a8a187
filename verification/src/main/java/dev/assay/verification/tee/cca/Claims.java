package dev.assay.verification.tee.cca;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.cbor.Cbor;
import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A map of claims by their number. Claims of other numbers are left alone, as EAT says (RFC 9711, section 3). */
record Claims(Map<CborValue, CborValue> entries) {

    /** cca-hash-type: a measurement, in bytes. */
    private static final List<Integer> HASH_BYTES = List.of(32, 48, 64);

    static Claims decode(byte[] payload) {
        return of(Cbor.decode(payload, Cbor.Outermost.DEFINITE));
    }

    static Claims of(CborValue value) {
        if (value instanceof Mapping(Map<CborValue, CborValue> entries)) {
            return new Claims(entries);
        }
        throw new Rejection(Reason.MALFORMED, "the claims are not a map");
    }

    byte[] bytes(int label, String name) {
        if (mandatory(label, name) instanceof Bytes(byte[] value)) {
            return value;
        }
        throw invalid(name, "is not a byte string");
    }

    byte[] bytes(int label, String name, int size) {
        byte[] value = bytes(label, name);
        if (value.length != size) {
            throw invalid(name, "has " + value.length + " bytes, not " + size);
        }
        return value;
    }

    byte[] hash(int label, String name) {
        return hash(mandatory(label, name), name);
    }

    static byte[] hash(CborValue value, String name) {
        if (value instanceof Bytes(byte[] hash) && HASH_BYTES.contains(hash.length)) {
            return hash;
        }
        throw invalid(name, "is not a byte string of 32, 48 or 64");
    }

    List<CborValue> array(int label, String name) {
        if (mandatory(label, name) instanceof Array(List<CborValue> items)) {
            return items;
        }
        throw invalid(name, "is not an array");
    }

    long integer(int label, String name) {
        if (mandatory(label, name) instanceof Int(long value)) {
            return value;
        }
        throw invalid(name, "is not an integer");
    }

    String text(int label, String name) {
        return optionalText(label, name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(int label, String name) {
        @Nullable CborValue value = entries.get(new Int(label));
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Text(String text)) {
            return Optional.of(text);
        }
        throw invalid(name, "is not a text");
    }

    private CborValue mandatory(int label, String name) {
        @Nullable CborValue value = entries.get(new Int(label));
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    private static Rejection missing(String name) {
        return new Rejection(Reason.CCA_CLAIM_MISSING, name + " is absent");
    }

    static Rejection invalid(String name, String what) {
        return new Rejection(Reason.CCA_CLAIM_INVALID, name + " " + what);
    }
}
