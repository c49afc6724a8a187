package dev.assay.verification.proof.encoding;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.Curve;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The arguments of a Solidity verifier as {@code snarkjs zkey export soliditycalldata} prints them, to be pasted into a form:
 * {@code [A],[[B],[B]],[C],[inputs]}, each number a quoted word in hexadecimal, the imaginary parts of B first.
 */
final class SolidityText extends SolidityLayout {

    private static final Pattern WORD = Pattern.compile("0x[0-9a-f]{64}");

    /** {@link dev.assay.verification.proof.PublicInputs#MAX_COUNT} words of 69 characters and their space. */
    private static final int MAX_SIZE_BYTES = 320 << 10;

    @Override
    public PortableProof readProof(Curve curve, byte[] file) {
        List<JsonValue> arguments = arguments(file);
        List<JsonValue> b = array(arguments.get(1), 2);
        ByteArrayOutputStream words = new ByteArrayOutputStream();
        words(words, array(arguments.get(0), 2));
        words(words, array(b.get(0), 2));
        words(words, array(b.get(1), 2));
        words(words, array(arguments.get(2), 2));
        ByteArrayOutputStream inputs = new ByteArrayOutputStream();
        words(inputs, array(arguments.get(3)));
        return proof(words.toByteArray(), inputs.toByteArray());
    }

    private static List<JsonValue> arguments(byte[] file) {
        if (HexText.firstLetter(file) != '[') {
            throw malformed("not the arguments of a call");
        }
        if (file.length > MAX_SIZE_BYTES) {
            throw new Rejection(Reason.TOO_LARGE, file.length + " bytes of calldata");
        }
        byte[] list = new byte[file.length + 2];
        list[0] = '[';
        System.arraycopy(file, 0, list, 1, file.length);
        list[list.length - 1] = ']';
        return array(Json.read(list), 4);
    }

    private static List<JsonValue> array(JsonValue value, int size) {
        List<JsonValue> elements = array(value);
        if (elements.size() != size) {
            throw malformed(elements.size() + " elements in the place of " + size);
        }
        return elements;
    }

    private static List<JsonValue> array(JsonValue value) {
        if (value instanceof JsonArray array) {
            return array.elements();
        }
        throw malformed("not an array where one is expected");
    }

    private static void words(ByteArrayOutputStream out, List<JsonValue> numbers) {
        for (JsonValue number : numbers) {
            if (!(number instanceof JsonString(String text))
                    || !WORD.matcher(text).matches()) {
                throw malformed("a number is not a quoted word of 64 digits in lower case after 0x");
            }
            out.writeBytes(HexFormat.of().parseHex(text, 2, text.length()));
        }
    }

    private static Rejection malformed(String detail) {
        return new Rejection(Reason.MALFORMED, detail);
    }

    @Override
    public byte[] writeProof(PortableProof proof) {
        List<BigInteger> abc = words(proof);
        List<BigInteger> inputs = inputs(proof);
        String text = "%s,[%s,%s],%s,%s\n"
                .formatted(
                        list(abc.subList(0, 2)),
                        list(abc.subList(2, 4)),
                        list(abc.subList(4, 6)),
                        list(abc.subList(6, 8)),
                        list(inputs));
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String list(List<BigInteger> numbers) {
        List<String> words = new ArrayList<>();
        numbers.forEach(number -> words.add("\"0x%064x\"".formatted(number)));
        return "[" + String.join(", ", words) + "]";
    }
}
