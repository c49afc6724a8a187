package dev.assay.verification.proof;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.Curve;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The public signals of a circuit, its outputs first: what the proof is about. */
public record PublicInputs(List<Fr> values) {

    /** More than any circuit that is known; bounds the time of a verification. */
    public static final int MAX_COUNT = 4096;

    /** {@link #MAX_COUNT} numbers of 77 digits, with room for indentation. */
    public static final int MAX_SIZE_BYTES = 512 << 10;

    public PublicInputs {
        values = List.copyOf(values);
    }

    /** Reads snarkjs' {@code public.json}: an array of decimal strings, each below r. */
    public static Verdict<PublicInputs> parse(byte[] publicJson) {
        try {
            return new Verdict.Verified<>(read(publicJson));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /**
     * The same for use inside a verification.
     *
     * @throws Rejection unless the text is of that form
     */
    public static PublicInputs read(byte[] publicJson) {
        return new PublicInputs(
                read(Curve.BN254, publicJson).stream().map(Fr::of).toList());
    }

    /** The same for another curve, with another r. */
    public static List<BigInteger> read(Curve curve, byte[] publicJson) {
        List<JsonValue> elements = SnarkjsJson.array(SnarkjsJson.parse(publicJson, MAX_SIZE_BYTES), "public.json");
        if (elements.size() > MAX_COUNT) {
            throw new Rejection(Reason.TOO_LARGE, elements.size() + " public inputs; the limit is " + MAX_COUNT);
        }
        List<BigInteger> values = new ArrayList<>(elements.size());
        for (JsonValue element : elements) {
            // x and x + r are the same to the pairing, and two numbers to the application: only one may pass.
            String what = "public input " + values.size();
            values.add(SnarkjsJson.decimal(element, curve.fr().modulus(), Reason.INPUT_NOT_CANONICAL, what));
        }
        return values;
    }

    /** @throws Rejection unless there are as many as the key asks for */
    public void checkCount(int expected) {
        checkCount(values.size(), expected);
    }

    /** @throws Rejection unless there are as many as the key asks for */
    public static void checkCount(int count, int expected) {
        if (count != expected) {
            throw new Rejection(Reason.INPUT_COUNT_MISMATCH, count + " public inputs; the key asks for " + expected);
        }
    }

    /** x and x + r are the same to the pairing. @throws Rejection unless each is below r */
    static void checkCanonical(Curve curve, List<BigInteger> inputs) {
        for (BigInteger input : inputs) {
            if (input.signum() < 0 || input.compareTo(curve.fr().modulus()) >= 0) {
                throw new Rejection(Reason.INPUT_NOT_CANONICAL, "a public input is not below r");
            }
        }
    }

    public List<BigInteger> toBigIntegers() {
        return values.stream().map(Fr::toBigInteger).toList();
    }

    /** snarkjs' {@code public.json} in UTF-8. */
    public byte[] toJson() {
        return toJson(toBigIntegers());
    }

    /** The same of inputs on any curve. */
    public static byte[] toJson(List<BigInteger> inputs) {
        List<JsonValue> numbers = new ArrayList<>(inputs.size());
        for (BigInteger value : inputs) {
            numbers.add(new JsonString(value.toString()));
        }
        return Json.canonical(new JsonArray(numbers)).getBytes(StandardCharsets.UTF_8);
    }
}
