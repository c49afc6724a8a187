package dev.assay.verification.proof.zkvm;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A receipt whose inner receipt is wrapped in Groth16, as {@code risc0_zkvm::Receipt} is written by serde, in JSON or in
 * bincode (releases 1.0 to 3.0). Only its shape is known: {@link Risc0Verifier} checks the rest. The claim in it is read over
 * and never believed: what was proven is computed from the journal and from the program that the verifier expects.
 *
 * @param seal the eight words of the proof, without a selector
 * @param verifierParameters what the prover says that it proved for: {@link Risc0Parameters#digest}
 */
@SuppressWarnings("ArrayRecordComponent")
public record Risc0Receipt(byte[] seal, Digest verifierParameters, byte[] journal) {

    /** A journal of a megabyte in JSON takes up to four. */
    public static final int MAX_SIZE_BYTES = Json.MAX_SIZE_BYTES;

    private static final List<String> INNER = List.of("Composite", "Succinct", "Groth16", "Fake");
    private static final int GROTH16 = INNER.indexOf("Groth16");

    private static final Pattern UINT32 = Pattern.compile("0|[1-9][0-9]{0,9}");

    /** Reads a receipt in JSON, if it begins as such, or in bincode. */
    public static Verdict<Risc0Receipt> parse(byte[] file) {
        try {
            if (file.length > MAX_SIZE_BYTES) {
                throw new Rejection(Reason.TOO_LARGE, file.length + " bytes; the limit is " + MAX_SIZE_BYTES);
            }
            return new Verdict.Verified<>(
                    file.length > 0 && file[0] == '{' ? ofJson(Json.read(file)) : ofBincode(new Bincode(file)));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    private static Risc0Receipt ofBincode(Bincode in) {
        checkInner(INNER.get(in.variant(INNER.size(), "inner receipt")));
        byte[] seal = in.byteList("seal");
        Claim.skip(in);
        Digest parameters = in.digest("verifier parameters");
        byte[] journal = in.byteList("journal");
        checkMetadata(parameters, in.digest("metadata"));
        in.end();
        return new Risc0Receipt(seal, parameters, journal);
    }

    private static void checkInner(String variant) {
        if (INNER.indexOf(variant) != GROTH16) {
            throw new Rejection(
                    Reason.PROOF_SYSTEM_UNSUPPORTED,
                    "the inner receipt is " + variant + ": only those wrapped in Groth16 are verified");
        }
    }

    private static void checkMetadata(Digest parameters, Digest metadata) {
        if (!metadata.equals(parameters)) {
            throw new Rejection(
                    Reason.MALFORMED, "the metadata names other verifier parameters than the inner receipt");
        }
    }

    private static Risc0Receipt ofJson(JsonValue file) {
        Map<String, JsonValue> receipt = members(file, Set.of("inner", "journal", "metadata"));
        Map<String, JsonValue> inner = members(member(receipt, "inner"), Set.copyOf(INNER));
        if (inner.size() != 1) {
            throw malformed("not one inner receipt");
        }
        checkInner(inner.keySet().iterator().next());
        Map<String, JsonValue> groth16 =
                members(inner.values().iterator().next(), Set.of("seal", "claim", "verifier_parameters"));
        member(groth16, "claim");
        Digest parameters = digest(member(groth16, "verifier_parameters"));
        Map<String, JsonValue> metadata = members(member(receipt, "metadata"), Set.of("verifier_parameters"));
        checkMetadata(parameters, digest(member(metadata, "verifier_parameters")));
        Map<String, JsonValue> journal = members(member(receipt, "journal"), Set.of("bytes"));
        return new Risc0Receipt(numbers(member(groth16, "seal"), 1), parameters, numbers(member(journal, "bytes"), 1));
    }

    private static Map<String, JsonValue> members(JsonValue value, Set<String> known) {
        if (value instanceof JsonObject object
                && known.containsAll(object.members().keySet())) {
            return object.members();
        }
        throw malformed("not an object of " + known);
    }

    private static JsonValue member(Map<String, JsonValue> members, String name) {
        JsonValue value = members.get(name);
        if (value == null) {
            throw malformed("no member " + name);
        }
        return value;
    }

    /** Eight words, each the number of its four bytes with the least significant first. */
    private static Digest digest(JsonValue value) {
        byte[] bytes = numbers(value, Integer.BYTES);
        if (bytes.length != Digest.SIZE_BYTES) {
            throw malformed("a digest has not eight words");
        }
        return Digest.of(bytes);
    }

    private static byte[] numbers(JsonValue value, int sizeBytes) {
        if (!(value instanceof JsonArray array)) {
            throw malformed("not an array of numbers");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (JsonValue element : array.elements()) {
            long number = number(element);
            if (number >>> 8 * sizeBytes != 0) {
                throw malformed("a number of more than " + sizeBytes + " bytes");
            }
            for (int i = 0; i < sizeBytes; i++) {
                out.write((int) (number >>> 8 * i));
            }
        }
        return out.toByteArray();
    }

    private static long number(JsonValue value) {
        if (value instanceof JsonNumber number
                && UINT32.matcher(number.literal()).matches()) {
            return Long.parseLong(number.literal());
        }
        throw malformed("not a number");
    }

    private static Rejection malformed(String detail) {
        return new Rejection(Reason.MALFORMED, detail);
    }

    /** Reads over a {@code MaybePruned<ReceiptClaim>}: each part is either there or a digest of it. */
    private static final class Claim {

        private static final int PRUNED = 1;

        private Claim() {}

        static void skip(Bincode in) {
            maybePruned(in, () -> {
                maybePruned(in, () -> state(in));
                maybePruned(in, () -> state(in));
                exitCode(in);
                maybePruned(in, () -> input(in));
                maybePruned(in, () -> output(in));
            });
        }

        private static void maybePruned(Bincode in, Runnable value) {
            if (in.variant(2, "claim") == PRUNED) {
                in.digest("claim");
            } else {
                value.run();
            }
        }

        private static void state(Bincode in) {
            in.skipUint32("program counter");
            in.digest("memory root");
        }

        /** Halted and paused have a code of the user's, split and limit have none. */
        private static void exitCode(Bincode in) {
            if (in.variant(4, "exit code") < 2) {
                in.skipUint32("exit code");
            }
        }

        private static void input(Bincode in) {
            if (in.isPresent("input")) {
                throw malformed("an input, of which no release has a form");
            }
        }

        private static void output(Bincode in) {
            if (in.isPresent("output")) {
                maybePruned(in, () -> in.byteList("journal"));
                maybePruned(in, () -> assumptions(in));
            }
        }

        private static void assumptions(Bincode in) {
            for (int left = in.length("assumptions"); left > 0; left--) {
                maybePruned(in, () -> {
                    in.digest("assumption");
                    in.digest("control root");
                });
            }
        }
    }
}
