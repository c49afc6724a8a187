package dev.assay.bench.peer;

import dev.assay.bench.peer.ProofFiles.Place;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonString;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The numbers in snarkjs' files: decimal strings, and what each is. */
final class Numbers {

    enum Kind {
        COORDINATE,
        SCALAR,
        INPUT
    }

    private static final Pattern DECIMAL = Pattern.compile("[0-9]+");

    /** Nobody reads it. */
    static final String UNREAD = "vk_alphabeta_12";

    private Numbers() {}

    static Kind kind(Place place) {
        if (place.part().equals("public")) {
            return Kind.INPUT;
        }
        boolean scalar = place.path().size() == 2 || place.path().contains("evaluations");
        return scalar ? Kind.SCALAR : Kind.COORDINATE;
    }

    static BigInteger modulus(ProofFiles files, Kind kind) {
        return kind == Kind.COORDINATE
                ? files.curve().fq().modulus()
                : files.curve().fr().modulus();
    }

    private static Optional<Place> any(ProofFiles files, Random random, List<Kind> kinds) {
        List<Place> numbers = files.values().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof JsonString text
                        && DECIMAL.matcher(text.value()).matches())
                .map(Map.Entry::getKey)
                .filter(place -> kinds.contains(kind(place)) && !place.path().contains(UNREAD))
                .toList();
        return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers.get(random.nextInt(numbers.size())));
    }

    /** Another number, which may be another one modulo the modulus. */
    static Optional<ProofFiles> change(ProofFiles files, Random random, UnaryOperator<BigInteger> change) {
        return spell(
                files, random, number -> new JsonString(change.apply(number).toString()));
    }

    /** The same number, or another, in another spelling. */
    static Optional<ProofFiles> spell(ProofFiles files, Random random, Function<BigInteger, JsonValue> spelling) {
        return any(files, random, List.of(Kind.values()))
                .map(place -> files.with(place, spelling.apply(number(files, place))));
    }

    /** The same residue: the number and so many times its modulus. */
    static Optional<ProofFiles> shift(ProofFiles files, Random random, Kind kind, BigInteger times) {
        return any(files, random, List.of(kind)).map(place -> {
            BigInteger shifted = number(files, place).add(times.multiply(modulus(files, kind)));
            return files.with(place, new JsonString(shifted.toString()));
        });
    }

    static BigInteger otherDigit(BigInteger number, Random random) {
        StringBuilder digits = new StringBuilder(number.toString());
        int at = random.nextInt(digits.length());
        digits.setCharAt(at, (char) ('0' + (digits.charAt(at) - '0' + 1 + random.nextInt(9)) % 10));
        return new BigInteger(digits.toString());
    }

    private static BigInteger number(ProofFiles files, Place place) {
        return new BigInteger(((JsonString) files.at(place)).value());
    }
}
