package dev.assay.node.witness;

import dev.assay.node.iden3.Prime;
import dev.assay.node.witness.WitnessException.Code;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The input signals of a circuit, from JSON: an object with a member for each signal, whose value is an integer, a
 * decimal string, or arrays of them nested to any shape and read in row-major order.
 *
 * <p>An integer v with 0 < -v < r, the prime of the circuit, means r + v, as it does to circom; an integer of r or
 * more, which circom would reduce in silence, is refused: two inputs would mean the same. A number is exact here, while
 * JavaScript rounds above 2^53.
 *
 * @param signals the values of each signal, in the order of the text
 */
public record CircuitInput(Map<String, List<BigInteger>> signals) {

    /**
     * A sign and as many digits as the r of either curve has: what is longer is too large, and not worth converting to
     * find out.
     */
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,77}");

    /** @throws WitnessException INPUT_REJECTED, with the signal's name */
    public static CircuitInput parse(byte[] json) throws WitnessException {
        if (!(text(json) instanceof JsonObject input)) {
            throw rejected("the input is no JSON object of signals");
        }
        Map<String, List<BigInteger>> signals = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : input.members().entrySet()) {
            List<BigInteger> values = new ArrayList<>();
            flatten(member.getKey(), member.getValue(), values);
            signals.put(member.getKey(), List.copyOf(values));
        }
        return new CircuitInput(signals);
    }

    private static JsonValue text(byte[] json) throws WitnessException {
        return switch (Json.parse(json)) {
            case Verdict.Verified<JsonValue> parsed -> parsed.value();
            case Verdict.Simulated<JsonValue> parsed -> parsed.value();
            case Verdict.Rejected<JsonValue> why -> throw rejected("the input is no JSON: " + why.detail());
        };
    }

    private static void flatten(String signal, JsonValue value, List<BigInteger> into) throws WitnessException {
        switch (value) {
            case JsonArray array -> {
                for (JsonValue element : array.elements()) {
                    flatten(signal, element, into);
                }
            }
            case JsonString string -> into.add(integer(signal, string.value()));
            case JsonNumber number -> into.add(integer(signal, number.literal()));
            default -> throw rejected("signal \"" + signal + "\" has a value that is no integer, string or array");
        }
    }

    private static BigInteger integer(String signal, String text) throws WitnessException {
        if (!INTEGER.matcher(text).matches()) {
            throw rejected("signal \"" + signal + "\" has a value that is no decimal integer below r");
        }
        return new BigInteger(text);
    }

    /**
     * The same values as numbers from 0 to r - 1.
     *
     * @throws WitnessException INPUT_REJECTED, with the signal's name, if one is r or more, or -r or less
     */
    CircuitInput modulo(Prime r) throws WitnessException {
        Map<String, List<BigInteger>> reduced = new LinkedHashMap<>();
        for (Map.Entry<String, List<BigInteger>> signal : signals.entrySet()) {
            if (signal.getValue().stream().anyMatch(value -> value.abs().compareTo(r.value()) >= 0)) {
                throw rejected("signal \"" + signal.getKey() + "\" has a value that is not below r, the prime of "
                        + r.curve().name());
            }
            reduced.put(
                    signal.getKey(),
                    signal.getValue().stream()
                            .map(value -> value.mod(r.value()))
                            .toList());
        }
        return new CircuitInput(reduced);
    }

    private static WitnessException rejected(String detail) {
        return new WitnessException(Code.INPUT_REJECTED, detail);
    }

    /** The number of values of all signals. */
    int size() {
        return signals.values().stream().mapToInt(List::size).sum();
    }
}
