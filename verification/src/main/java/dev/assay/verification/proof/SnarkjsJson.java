package dev.assay.verification.proof;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.kzg.Scalar;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the values of snarkjs' files: numbers are decimal strings, a point of G1 is {@code [x, y, "1"]}, one of G2 is
 * {@code [[x0, x1], [y0, y1], ["1", "0"]]}. Only one spelling of each value is taken. snarkjs itself reduces what it reads,
 * so that one proof has many spellings, and an input may be one number to the application and another to the verifier.
 *
 * <p>For use inside a verification: every method throws {@link Rejection} for what it does not take.
 */
public final class SnarkjsJson {

    // No sign, no leading zero, no space; 115 digits hold every number below 2^381.
    private static final int MAX_DIGITS = 115;
    private static final int MAX_COUNT_DIGITS = 9;

    private static final JsonArray INFINITY =
            new JsonArray(List.of(new JsonString("0"), new JsonString("1"), new JsonString("0")));

    private SnarkjsJson() {}

    /** The members of an object that has no others than those known. */
    public static Map<String, JsonValue> object(byte[] text, int maxSizeBytes, Set<String> known) {
        return object(parse(text, maxSizeBytes), known);
    }

    /** The same of an object inside another. */
    public static Map<String, JsonValue> object(JsonValue value, Set<String> known) {
        if (!(value instanceof JsonObject object)) {
            throw malformed("not an object where one is expected");
        }
        if (!known.containsAll(object.members().keySet())) {
            throw malformed("the object has an unknown member");
        }
        return object.members();
    }

    public static JsonValue member(Map<String, JsonValue> members, String name) {
        JsonValue value = members.get(name);
        if (value == null) {
            throw malformed("no member " + name);
        }
        return value;
    }

    public static JsonValue parse(byte[] text, int maxSizeBytes) {
        if (text.length > maxSizeBytes) {
            throw new Rejection(Reason.TOO_LARGE, text.length + " bytes; the limit is " + maxSizeBytes);
        }
        return Json.read(text);
    }

    /** Whether the file says that it is of a protocol, such as "groth16", on BN254. */
    public static void checkSystem(Map<String, JsonValue> members, String protocol) {
        boolean supported = new JsonString(protocol).equals(members.get("protocol"))
                && new JsonString("bn128").equals(members.get("curve"));
        if (!supported) {
            throw new Rejection(
                    Reason.PROOF_SYSTEM_UNSUPPORTED, "only protocol " + protocol + " on curve bn128 is verified here");
        }
    }

    /** The curve of a file that says that it is of a protocol that is verified on several. */
    public static Curve curve(Map<String, JsonValue> members, String protocol) {
        if (new JsonString(protocol).equals(members.get("protocol"))
                && members.get("curve") instanceof JsonString curve) {
            switch (curve.value()) {
                case "bn128":
                    return Curve.BN254;
                case "bls12381":
                    return Curve.BLS12_381;
                default: // falls to the rejection
            }
        }
        throw new Rejection(
                Reason.PROOF_SYSTEM_UNSUPPORTED,
                "only protocol " + protocol + " on the curves bn128 and bls12381 is verified here");
    }

    /** What snarkjs calls a curve. */
    static String name(Curve curve) {
        return curve == Curve.BN254 ? "bn128" : "bls12381";
    }

    /** A member that is a JSON number of at most nine digits. */
    public static int count(Map<String, JsonValue> members, String name) {
        if (member(members, name) instanceof JsonNumber number && isDecimal(number.literal(), MAX_COUNT_DIGITS)) {
            return Integer.parseInt(number.literal());
        }
        throw malformed(name + " is not a count");
    }

    /** A number below r, such as an evaluation of a polynomial. */
    public static Scalar scalar(Curve curve, JsonValue value, String what) {
        return Scalar.of(curve, decimal(value, curve.fr().modulus(), Reason.SCALAR_NOT_CANONICAL, what));
    }

    /** For the commitment to a polynomial that may be zero: infinity is {@code ["0", "1", "0"]}, and nothing else is. */
    public static AffinePoint g1OrInfinity(Curve curve, JsonValue value, String what) {
        if (value.equals(INFINITY)) {
            return new AffinePoint(curve.fq().element(), curve.fq().element());
        }
        AffinePoint point = g1(curve, value, what);
        if (point.isInfinity()) {
            throw new Rejection(Reason.POINT_AT_INFINITY, what + ": (0, 0) is no point");
        }
        return point;
    }

    public static List<JsonValue> array(JsonValue value, String what) {
        if (value instanceof JsonArray array) {
            return array.elements();
        }
        throw malformed(what + " is not an array");
    }

    public static AffinePoint g1(Curve curve, JsonValue value, String what) {
        List<JsonValue> coordinates = array(value, 3, what);
        checkAffine(coordinates.get(2), new JsonString("1"), new JsonString("0"), what);
        return new AffinePoint(
                curve.fq().of(coordinate(curve, coordinates.get(0), what)),
                curve.fq().of(coordinate(curve, coordinates.get(1), what)));
    }

    public static AffinePoint g2(Curve curve, JsonValue value, String what) {
        List<JsonValue> coordinates = array(value, 3, what);
        checkAffine(coordinates.get(2), pair("1"), pair("0"), what);
        return new AffinePoint(fq2(curve, coordinates.get(0), what), fq2(curve, coordinates.get(1), what));
    }

    private static long[] fq2(Curve curve, JsonValue value, String what) {
        List<JsonValue> parts = array(value, 2, what);
        return curve.toLimbs(coordinate(curve, parts.get(0), what), coordinate(curve, parts.get(1), what));
    }

    /** The third coordinate must be one: any other is an alias of a point, or infinity. */
    private static void checkAffine(JsonValue z, JsonValue one, JsonValue zero, String what) {
        if (z.equals(zero)) {
            throw new Rejection(Reason.POINT_AT_INFINITY, what);
        }
        if (!z.equals(one)) {
            throw new Rejection(Reason.POINT_NOT_AFFINE, what + ": the third coordinate is not one");
        }
    }

    private static JsonArray pair(String real) {
        return new JsonArray(List.of(new JsonString(real), new JsonString("0")));
    }

    private static BigInteger coordinate(Curve curve, JsonValue value, String what) {
        return decimal(value, curve.fq().modulus(), Reason.COORDINATE_NOT_CANONICAL, what);
    }

    /** A number in its one decimal spelling, below the modulus. */
    public static BigInteger decimal(JsonValue value, BigInteger modulus, Reason reason, String what) {
        if (!(value instanceof JsonString string)) {
            throw malformed(what + ": a number is not a string");
        }
        if (!isDecimal(string.value(), MAX_DIGITS)) {
            throw new Rejection(reason, what + ": not a decimal number in its one spelling");
        }
        BigInteger number = Decimal.parse(string.value());
        if (number.compareTo(modulus) >= 0) {
            throw new Rejection(reason, what + ": not below the modulus");
        }
        return number;
    }

    private static boolean isDecimal(String text, int maxDigits) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        boolean oneSpelling = text.length() == 1 || !text.startsWith("0");
        return !text.isEmpty() && text.length() <= maxDigits && oneSpelling;
    }

    private static List<JsonValue> array(JsonValue value, int size, String what) {
        List<JsonValue> elements = array(value, what);
        if (elements.size() != size) {
            throw malformed(what + " has " + elements.size() + " elements, not " + size);
        }
        return elements;
    }

    private static Rejection malformed(String what) {
        return new Rejection(Reason.MALFORMED, what);
    }

    public static JsonValue write(G1.Affine point) {
        requireFinite(point.isInfinity());
        return new JsonArray(List.of(write(point.x()), write(point.y()), new JsonString("1")));
    }

    public static JsonValue write(G2.Affine point) {
        requireFinite(point.isInfinity());
        return new JsonArray(List.of(write(point.x()), write(point.y()), pair("1")));
    }

    static JsonValue writeG1(Curve curve, AffinePoint point) {
        return new JsonArray(List.of(
                number(curve.fq().toBigInteger(point.x())),
                number(curve.fq().toBigInteger(point.y())),
                new JsonString(point.isInfinity() ? "0" : "1")));
    }

    static JsonValue writeG2(Curve curve, AffinePoint point) {
        return new JsonArray(
                List.of(parts(curve, point.x()), parts(curve, point.y()), pair(point.isInfinity() ? "0" : "1")));
    }

    private static JsonValue parts(Curve curve, long[] coordinate) {
        return new JsonArray(List.of(number(curve.part(coordinate, 0)), number(curve.part(coordinate, 1))));
    }

    private static JsonValue number(BigInteger value) {
        return new JsonString(value.toString());
    }

    private static JsonValue write(Fq2 value) {
        return new JsonArray(List.of(write(value.c0()), write(value.c1())));
    }

    private static JsonValue write(Fq value) {
        return new JsonString(value.toString());
    }

    private static void requireFinite(boolean infinite) {
        if (infinite) {
            throw new IllegalArgumentException("infinity has no affine form");
        }
    }
}
