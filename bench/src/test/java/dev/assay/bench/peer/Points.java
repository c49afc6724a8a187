package dev.assay.bench.peer;

import dev.assay.bench.peer.ProofFiles.Place;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.CurveGroup;
import dev.assay.verification.pairing.PairingArithmetic;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The points in snarkjs' files: three coordinates, each a number in G1 and a pair of them in G2. */
final class Points {

    /** What a point becomes, in JSON. */
    @FunctionalInterface
    interface Replacement {
        JsonValue of(Curve curve, JsonArray point);
    }

    private Points() {}

    static List<Place> all(ProofFiles files) {
        return files.values().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof JsonArray array
                        && array.elements().size() == 3)
                .map(Map.Entry::getKey)
                .filter(place -> !place.part().equals("public") && !place.path().contains(Numbers.UNREAD))
                .filter(place -> isPoint((JsonArray) files.at(place)))
                .toList();
    }

    /** And not a list of three points. */
    private static boolean isPoint(JsonArray array) {
        return array.elements().getFirst() instanceof JsonString
                || array.elements().getFirst() instanceof JsonArray pair
                        && pair.elements().size() == 2;
    }

    private static boolean isOfSecondGroup(JsonArray point) {
        return point.elements().getFirst() instanceof JsonArray;
    }

    static Optional<ProofFiles> replace(ProofFiles files, Random random, Replacement replacement) {
        List<Place> places = all(files);
        Place place = places.get(random.nextInt(places.size()));
        return Optional.of(files.with(place, replacement.of(files.curve(), (JsonArray) files.at(place))));
    }

    /** Of one file and one group. */
    static Optional<ProofFiles> swap(ProofFiles files, Random random) {
        List<Place> places = new ArrayList<>(all(files));
        Place first = places.remove(random.nextInt(places.size()));
        JsonArray point = (JsonArray) files.at(first);
        places.removeIf(place -> !place.part().equals(first.part())
                || isOfSecondGroup((JsonArray) files.at(place)) != isOfSecondGroup(point));
        if (places.isEmpty()) {
            return Optional.empty();
        }
        Place second = places.get(random.nextInt(places.size()));
        return Optional.of(files.with(first, files.at(second)).with(second, point));
    }

    static JsonValue infinity(Curve curve, JsonArray point) {
        return write(isOfSecondGroup(point), 0, 1, 0);
    }

    /** How Ethereum writes infinity. */
    static JsonValue zeros(Curve curve, JsonArray point) {
        return write(isOfSecondGroup(point), 0, 0, 1);
    }

    private static JsonValue write(boolean second, long... coordinates) {
        List<JsonValue> written = new ArrayList<>();
        for (long coordinate : coordinates) {
            JsonString number = new JsonString(Long.toString(coordinate));
            written.add(second ? new JsonArray(List.of(number, new JsonString("0"))) : number);
        }
        return new JsonArray(written);
    }

    static JsonValue negated(Curve curve, JsonArray point) {
        AffinePoint p = read(curve, point);
        return write(
                curve,
                isOfSecondGroup(point)
                        ? curve.arithmetic().g2().negate(p)
                        : curve.arithmetic().g1().negate(p),
                point);
    }

    static JsonValue generator(Curve curve, JsonArray point) {
        return write(curve, isOfSecondGroup(point) ? curve.secondGenerator() : curve.firstGenerator(), point);
    }

    /** The same point as (4x, 8y, 2), where Jacobian coordinates are taken. */
    static JsonValue projective(Curve curve, JsonArray point) {
        BigInteger q = curve.fq().modulus();
        List<JsonValue> elements = point.elements();
        return new JsonArray(
                List.of(times(elements.get(0), 4, q), times(elements.get(1), 8, q), times(elements.get(2), 2, q)));
    }

    private static JsonValue times(JsonValue value, long factor, BigInteger q) {
        if (value instanceof JsonArray pair) {
            return new JsonArray(
                    pair.elements().stream().map(part -> times(part, factor, q)).toList());
        }
        BigInteger number = new BigInteger(((JsonString) value).value());
        return new JsonString(number.multiply(BigInteger.valueOf(factor)).mod(q).toString());
    }

    static JsonValue offCurve(Curve curve, JsonArray point) {
        List<JsonValue> elements = new ArrayList<>(point.elements());
        elements.set(0, times(elements.get(0), 2, curve.fq().modulus()));
        return new JsonArray(elements);
    }

    /** On the curve; of G1 on BN254 there is no such point, and it is the generator. */
    static JsonValue outsideGroup(Curve curve, JsonArray point) {
        if (!isOfSecondGroup(point) && curve == Curve.BN254) {
            return generator(curve, point);
        }
        PairingArithmetic arithmetic = curve.arithmetic();
        CurveGroup group = isOfSecondGroup(point) ? arithmetic.g2() : arithmetic.g1();
        for (long x = 1; ; x++) {
            BigInteger number = BigInteger.valueOf(x);
            long[] coordinate = isOfSecondGroup(point)
                    ? curve.toLimbs(number, BigInteger.ZERO)
                    : curve.fq().of(number);
            Optional<AffinePoint> found = group.withX(coordinate);
            if (found.isPresent()) {
                return write(curve, found.get(), point);
            }
        }
    }

    static AffinePoint read(Curve curve, JsonArray point) {
        JsonValue x = point.elements().get(0);
        JsonValue y = point.elements().get(1);
        return new AffinePoint(coordinate(curve, x), coordinate(curve, y));
    }

    private static long[] coordinate(Curve curve, JsonValue value) {
        return value instanceof JsonArray pair
                ? curve.toLimbs(
                        number(pair.elements().get(0)), number(pair.elements().get(1)))
                : curve.fq().of(number(value));
    }

    static BigInteger number(JsonValue value) {
        return new BigInteger(((JsonString) value).value());
    }

    /** In the form of another point, of the same group. */
    static JsonValue write(Curve curve, AffinePoint point, JsonArray form) {
        return isOfSecondGroup(form)
                ? new JsonArray(List.of(
                        pair(curve.part(point.x(), 0), curve.part(point.x(), 1)),
                        pair(curve.part(point.y(), 0), curve.part(point.y(), 1)),
                        pair(BigInteger.ONE, BigInteger.ZERO)))
                : new JsonArray(List.of(
                        new JsonString(curve.fq().toBigInteger(point.x()).toString()),
                        new JsonString(curve.fq().toBigInteger(point.y()).toString()),
                        new JsonString("1")));
    }

    private static JsonArray pair(BigInteger real, BigInteger imaginary) {
        return new JsonArray(List.of(new JsonString(real.toString()), new JsonString(imaginary.toString())));
    }
}
