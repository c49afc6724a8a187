package dev.assay.market.job;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A circuit's input: a JSON object with a member for each signal, whose value is an integer, a decimal string, or arrays of
 * them. Nodes read the same form and no other. It is asked for at the door, because a value that the market cannot read is
 * one that it cannot compare with a proof.
 *
 * @param values all values, modulo the order of the curve's groups
 */
public record JobInput(Set<BigInteger> values) {

    /** A sign and as many digits as either order has. */
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,77}");

    public JobInput {
        values = Set.copyOf(values);
    }

    /** @throws Failure {@link ErrorCode#INPUT_REJECTED} that names the signal */
    public static JobInput parse(byte[] json, Curve curve) {
        if (!(Json.parse(json) instanceof Verdict.Verified<JsonValue>(JsonObject input))) {
            throw new Failure(ErrorCode.INPUT_REJECTED, "a circuit's input is a JSON object: {\"signal\": value, …}");
        }
        Set<BigInteger> values = new HashSet<>();
        for (Map.Entry<String, JsonValue> signal : input.members().entrySet()) {
            collect(signal.getKey(), signal.getValue(), curve.fr().modulus(), values);
        }
        return new JobInput(values);
    }

    private static void collect(String signal, JsonValue value, BigInteger order, Set<BigInteger> into) {
        switch (value) {
            case JsonArray array -> array.elements().forEach(element -> collect(signal, element, order, into));
            case JsonString string -> into.add(integer(signal, string.value(), order));
            case JsonNumber number -> into.add(integer(signal, number.literal(), order));
            default -> throw rejected(signal);
        }
    }

    private static BigInteger integer(String signal, String text, BigInteger order) {
        if (!INTEGER.matcher(text).matches()) {
            throw rejected(signal);
        }
        BigInteger integer = new BigInteger(text);
        if (integer.abs().compareTo(order) >= 0) {
            throw rejected(signal);
        }
        return integer.mod(order);
    }

    private static Failure rejected(String signal) {
        String name = signal.codePoints()
                .limit(64)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new Failure(
                ErrorCode.INPUT_REJECTED,
                "signal \"" + name + "\": every value is a decimal integer below the field's order, or arrays of them");
    }
}
