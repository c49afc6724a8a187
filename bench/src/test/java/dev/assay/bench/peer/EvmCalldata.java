package dev.assay.bench.peer;

import dev.assay.bench.peer.ProofFiles.Place;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.sign.Keccak;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The call of a contract of snarkjs' that is asked what {@code proof.json} and {@code public.json} say. */
final class EvmCalldata {

    private static final List<String> PLONK = List.of(
            "A", "B", "C", "Z", "T1", "T2", "T3", "Wxi", "Wxiw", "eval_a", "eval_b", "eval_c", "eval_s1", "eval_s2",
            "eval_zw");
    private static final List<String> FFLONK_POINTS = List.of("C1", "C2", "W1", "W2");
    private static final List<String> FFLONK_EVALUATIONS =
            List.of("ql", "qr", "qm", "qo", "qc", "s1", "s2", "s3", "a", "b", "c", "z", "zw", "t1w", "t2w", "inv");

    private EvmCalldata() {}

    /** Nothing where a call cannot say what the files do: it has no negative numbers and no third coordinates. */
    static Optional<byte[]> of(ProofFiles files) {
        try {
            List<BigInteger> words = new ArrayList<>(proof(files));
            files.inputs().elements().forEach(input -> words.add(number(input)));
            ByteArrayOutputStream call = new ByteArrayOutputStream();
            call.writeBytes(selector(files));
            for (BigInteger word : words) {
                if (word.signum() < 0 || word.bitLength() > 256) {
                    return Optional.empty();
                }
                call.writeBytes(HexFormat.of().parseHex("%064x".formatted(word)));
            }
            return Optional.of(call.toByteArray());
        } catch (NumberFormatException | ClassCastException | NullPointerException notSayable) {
            return Optional.empty();
        }
    }

    private static byte[] selector(ProofFiles files) {
        String proof = switch (files.system()) {
            case "groth16" -> "uint256[2],uint256[2][2],uint256[2]";
            case "plonk" -> "uint256[24]";
            default -> "bytes32[24]";
        };
        String signature =
                "verifyProof(" + proof + ",uint256[" + files.inputs().elements().size() + "])";
        return Arrays.copyOf(Keccak.keccak256(signature.getBytes(StandardCharsets.US_ASCII)), 4);
    }

    private static List<BigInteger> proof(ProofFiles files) {
        List<BigInteger> words = new ArrayList<>();
        switch (files.system()) {
            case "groth16" -> {
                List.of("pi_a", "pi_b", "pi_c").forEach(name -> append(files, words, "proof", name));
            }
            case "plonk" -> PLONK.forEach(name -> append(files, words, "proof", name));
            default -> {
                FFLONK_POINTS.forEach(name -> append(files, words, "proof", "polynomials", name));
                FFLONK_EVALUATIONS.forEach(name -> append(files, words, "proof", "evaluations", name));
            }
        }
        return words;
    }

    private static void append(ProofFiles files, List<BigInteger> words, String... place) {
        switch (files.at(Place.of(place))) {
            case JsonArray point -> appendPoint(words, point.elements());
            case JsonValue scalar -> words.add(number(scalar));
        }
    }

    /** Two coordinates, of G2 the imaginary part first; (0, 0) for infinity. */
    private static void appendPoint(List<BigInteger> words, List<JsonValue> coordinates) {
        List<BigInteger> third = new ArrayList<>(parts(coordinates.get(2)));
        boolean infinite = third.stream().allMatch(part -> part.signum() == 0);
        if (!infinite
                && (!third.removeLast().equals(BigInteger.ONE)
                        || third.stream().anyMatch(part -> part.signum() != 0))) {
            throw new NumberFormatException("a third coordinate");
        }
        for (JsonValue coordinate : coordinates.subList(0, 2)) {
            parts(coordinate).forEach(part -> words.add(infinite ? BigInteger.ZERO : part));
        }
    }

    private static List<BigInteger> parts(JsonValue coordinate) {
        return coordinate instanceof JsonArray pair
                ? pair.elements().reversed().stream().map(EvmCalldata::number).toList()
                : List.of(number(coordinate));
    }

    private static BigInteger number(JsonValue value) {
        String text = ((JsonString) value).value();
        return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    }
}
