package dev.assay.bench.peer;

import dev.assay.bench.peer.ProofFiles.Place;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonString;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/** Ways to change a key, a proof or public inputs, at a random place; some of them leave what is said the same. */
enum Tampering {
    NOTHING((files, random) -> Optional.of(files)),
    ANOTHER_DIGIT((files, random) -> Numbers.change(files, random, number -> Numbers.otherDigit(number, random))),
    COORDINATE_PLUS_MODULUS((files, random) -> Numbers.shift(files, random, Numbers.Kind.COORDINATE, BigInteger.ONE)),
    SCALAR_PLUS_MODULUS((files, random) -> Numbers.shift(files, random, Numbers.Kind.SCALAR, BigInteger.ONE)),
    INPUT_PLUS_MODULUS((files, random) -> Numbers.shift(files, random, Numbers.Kind.INPUT, BigInteger.ONE)),
    COORDINATE_NEGATIVE(
            (files, random) -> Numbers.shift(files, random, Numbers.Kind.COORDINATE, BigInteger.ONE.negate())),
    SCALAR_NEGATIVE((files, random) -> Numbers.shift(files, random, Numbers.Kind.SCALAR, BigInteger.ONE.negate())),
    INPUT_NEGATIVE((files, random) -> Numbers.shift(files, random, Numbers.Kind.INPUT, BigInteger.ONE.negate())),
    LEADING_ZERO((files, random) -> Numbers.spell(files, random, number -> new JsonString("0" + number))),
    PLUS_SIGN((files, random) -> Numbers.spell(files, random, number -> new JsonString("+" + number))),
    SPACE((files, random) -> Numbers.spell(files, random, number -> new JsonString(number + " "))),
    HEXADECIMAL((files, random) -> Numbers.spell(files, random, number -> new JsonString("0x" + number.toString(16)))),
    JSON_NUMBER((files, random) -> Numbers.spell(files, random, number -> new JsonNumber(number.toString()))),
    ZERO((files, random) -> Numbers.change(files, random, number -> BigInteger.ZERO)),
    ONE((files, random) -> Numbers.change(files, random, number -> BigInteger.ONE)),
    POINT_AT_INFINITY((files, random) -> Points.replace(files, random, Points::infinity)),
    POINT_ZERO_ZERO((files, random) -> Points.replace(files, random, Points::zeros)),
    POINT_NEGATED((files, random) -> Points.replace(files, random, Points::negated)),
    POINT_PROJECTIVE((files, random) -> Points.replace(files, random, Points::projective)),
    POINT_GENERATOR((files, random) -> Points.replace(files, random, Points::generator)),
    POINT_OFF_CURVE((files, random) -> Points.replace(files, random, Points::offCurve)),
    POINT_OUTSIDE_GROUP((files, random) -> Points.replace(files, random, Points::outsideGroup)),
    POINTS_SWAPPED(Points::swap),
    INPUT_DROPPED((files, random) -> inputs(files, 1, list -> list.removeLast())),
    INPUT_ADDED((files, random) -> inputs(files, 0, list -> list.add(new JsonString("0")))),
    INPUTS_SHUFFLED((files, random) -> inputs(files, 2, list -> Collections.rotate(list, 1))),
    MEMBER_ADDED(
            (files, random) -> Optional.of(files.with(Place.of(either(random)).below("extra"), new JsonString("1")))),
    MEMBER_REMOVED(Tampering::withoutAMember),
    LABEL_OF_PROOF(Tampering::withAnotherLabel),
    COUNT_OF_INPUTS((files, random) -> count(files, "nPublic", random)),
    COUNT_OF_ROWS((files, random) -> count(files, "power", random)),
    GROTH16_SIGNS_FLIPPED((files, random) -> Groth16Forgery.signsFlipped(files)),
    GROTH16_GAMMA_IS_DELTA((files, random) -> Groth16Forgery.gammaIsDelta(files)),
    GROTH16_INPUT_NOT_BOUND((files, random) -> Groth16Forgery.inputNotBound(files));

    /** What it makes of some files, if they have what it changes. */
    @FunctionalInterface
    interface Change {
        Optional<ProofFiles> of(ProofFiles files, Random random);
    }

    @FunctionalInterface
    private interface ListChange {
        void apply(List<JsonValue> list);
    }

    private final Change change;

    Tampering(Change change) {
        this.change = change;
    }

    Optional<ProofFiles> of(ProofFiles files, Random random) {
        return change.of(files, random);
    }

    /** As the documentation writes it. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static Optional<ProofFiles> inputs(ProofFiles files, int atLeast, ListChange change) {
        List<JsonValue> list = new ArrayList<>(files.inputs().elements());
        if (list.size() < atLeast) {
            return Optional.empty();
        }
        change.apply(list);
        return Optional.of(files.with(Place.of("public"), new JsonArray(list)));
    }

    private static String either(Random random) {
        return random.nextBoolean() ? "key" : "proof";
    }

    private static Optional<ProofFiles> withoutAMember(ProofFiles files, Random random) {
        List<Place> members = new ArrayList<>(files.values().keySet().stream()
                .filter(place -> place.path().size() == 2 && !place.part().equals("public"))
                .filter(place -> !place.equals(Place.of("key", "protocol")) && !place.equals(Place.of("key", "curve")))
                .toList());
        return Optional.of(files.without(members.get(random.nextInt(members.size()))));
    }

    private static Optional<ProofFiles> withAnotherLabel(ProofFiles files, Random random) {
        String label = random.nextBoolean() ? "protocol" : "curve";
        return Optional.of(files.with(Place.of("proof", label), new JsonString("other")));
    }

    private static Optional<ProofFiles> count(ProofFiles files, String name, Random random) {
        Place place = Place.of("key", name);
        if (!(files.values().get(place) instanceof JsonNumber number)) {
            return Optional.empty();
        }
        int changed = Integer.parseInt(number.literal()) + (random.nextBoolean() ? 1 : -1);
        return Optional.of(files.with(place, new JsonNumber(Integer.toString(changed))));
    }
}
