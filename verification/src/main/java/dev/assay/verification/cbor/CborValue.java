package dev.assay.verification.cbor;

import java.util.List;
import java.util.Map;

/** A CBOR data item (RFC 8949, section 3.1), as far as attestation formats use them: no floats. */
public sealed interface CborValue {

    /** Major types 0 and 1: an integer of -2^63 to 2^63-1. */
    record Int(long value) implements CborValue {}

    /** Major type 2. The array belongs to whoever decoded it. */
    @SuppressWarnings("ArrayRecordComponent") // compared by identity nowhere
    record Bytes(byte[] value) implements CborValue {}

    /** Major type 3: valid UTF-8. */
    record Text(String value) implements CborValue {}

    /** Major type 4. */
    record Array(List<CborValue> items) implements CborValue {}

    /** Major type 5, in the order of the bytes; keys are integers or texts, none twice. */
    record Mapping(Map<CborValue, CborValue> entries) implements CborValue {}

    /** Major type 6. */
    record Tagged(long tag, CborValue content) implements CborValue {}

    /** Simple values 20 and 21. */
    record Bool(boolean value) implements CborValue {}

    /** Simple value 22. */
    record Null() implements CborValue {}
}
