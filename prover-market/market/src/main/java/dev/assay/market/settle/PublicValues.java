package dev.assay.market.settle;

import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonBoolean;
import dev.assay.verification.json.JsonValue.JsonNull;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a proof can be about a job's input. A proof alone says that somebody knew some input: one made for an older job
 * of the same circuit verifies as well. Each public input of a circuit is one of its input signals, so its value must stand
 * in the job's input. That is necessary and not sufficient: values that the circuit computes cannot be told without running
 * it, which the requester's own verification is for.
 */
final class PublicValues {

    private PublicValues() {}

    /**
     * Looks for a public input that the job's input does not have.
     *
     * @param values a proof's public values, outputs first
     * @param outputs how many are outputs
     * @param input the job's input, JSON
     * @return what does not fit
     */
    static Optional<String> mismatch(List<BigInteger> values, int outputs, byte[] input) {
        Set<BigInteger> known = new HashSet<>();
        if (!(Json.parse(input) instanceof Verdict.Verified<JsonValue>(JsonValue json)) || !collect(json, known)) {
            return Optional.empty();
        }
        for (int i = outputs; i < values.size(); i++) {
            if (!known.contains(values.get(i))) {
                return Optional.of(
                        "public value " + i + " is " + values.get(i) + ", which the job's input does not have");
            }
        }
        return Optional.empty();
    }

    /** @return false if a value is no number that we read: then nothing can be said */
    private static boolean collect(JsonValue json, Set<BigInteger> into) {
        return switch (json) {
            case JsonObject object -> object.members().values().stream().allMatch(member -> collect(member, into));
            case JsonArray array -> array.elements().stream().allMatch(element -> collect(element, into));
            case JsonString string -> collectNumber(string.value().strip(), into);
            case JsonNumber number -> collectNumber(number.literal(), into);
            case JsonBoolean bool -> collectNumber(bool.value() ? "1" : "0", into);
            case JsonNull ignored -> false;
        };
    }

    private static boolean collectNumber(String text, Set<BigInteger> into) {
        if (text.length() > 100) {
            return false;
        }
        try {
            BigInteger value = text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
            into.add(value.mod(Fr.MODULUS));
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
