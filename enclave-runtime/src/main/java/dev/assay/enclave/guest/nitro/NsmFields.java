package dev.assay.enclave.guest.nitro;

import dev.assay.verification.cbor.CborValue;
import dev.assay.verification.cbor.CborValue.Array;
import dev.assay.verification.cbor.CborValue.Bool;
import dev.assay.verification.cbor.CborValue.Bytes;
import dev.assay.verification.cbor.CborValue.Int;
import dev.assay.verification.cbor.CborValue.Mapping;
import dev.assay.verification.cbor.CborValue.Text;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of one answer of the security module, each of the type that it has to have. */
record NsmFields(String device, String request, Mapping fields) {

    static NsmFields of(String device, String request, CborValue answer) throws IOException {
        if (answer instanceof Mapping fields) {
            return new NsmFields(device, request, fields);
        }
        throw new IOException(device + ": the answer to " + request + " has no fields");
    }

    /**
     * What stands under the request's own name; the name itself where the answer has no fields.
     *
     * @throws NsmException if the module refused
     */
    static CborValue answer(String device, String request, CborValue response) throws IOException {
        if (response instanceof Text(String name) && name.equals(request)) {
            return response;
        }
        if (response instanceof Mapping map && map.entries().size() == 1) {
            if (map.entries().get(new Text("Error")) instanceof Text(String code)) {
                throw new NsmException(device, request, NsmError.of(code));
            }
            CborValue fields = map.entries().get(new Text(request));
            if (fields != null) {
                return fields;
            }
        }
        throw new IOException(device + ": the answer is to something else than " + request);
    }

    byte[] bytes(String name, int most) throws IOException {
        if (get(name) instanceof Bytes(byte[] value) && value.length > 0 && value.length <= most) {
            return value;
        }
        throw wrong(name);
    }

    String text(String name) throws IOException {
        if (get(name) instanceof Text(String value)) {
            return value;
        }
        throw wrong(name);
    }

    int number(String name) throws IOException {
        return small(name, get(name));
    }

    boolean truth(String name) throws IOException {
        if (get(name) instanceof Bool(boolean value)) {
            return value;
        }
        throw wrong(name);
    }

    SortedSet<Integer> numbers(String name) throws IOException {
        if (!(get(name) instanceof Array array)) {
            throw wrong(name);
        }
        SortedSet<Integer> numbers = new TreeSet<>();
        for (CborValue item : array.items()) {
            numbers.add(small(name, item));
        }
        return numbers;
    }

    private int small(String name, @Nullable CborValue value) throws IOException {
        if (value instanceof Int(long number) && number >= 0 && number <= 0xFFFF) {
            return (int) number;
        }
        throw wrong(name);
    }

    private @Nullable CborValue get(String name) {
        return fields.entries().get(new Text(name));
    }

    private IOException wrong(String name) {
        return new IOException(device + ": the answer to " + request + " has no proper " + name);
    }
}
