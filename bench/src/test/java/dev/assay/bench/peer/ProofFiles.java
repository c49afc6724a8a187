package dev.assay.bench.peer;

import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.pairing.Curve;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** snarkjs' three files as one object with the members "key", "proof" and "public", of which parts can be replaced. */
record ProofFiles(JsonObject all) {

    /** Where something is: names of members and indices of elements, from the outermost. */
    record Place(List<String> path) {

        Place {
            path = List.copyOf(path);
        }

        static Place of(String... path) {
            return new Place(List.of(path));
        }

        Place below(String name) {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            return new Place(longer);
        }

        /** The key, the proof or the inputs. */
        String part() {
            return path.getFirst();
        }
    }

    static ProofFiles of(Path folder) throws IOException {
        return of(
                read(folder.resolve("verification_key.json")),
                read(folder.resolve("proof.json")),
                read(folder.resolve("public.json")));
    }

    private static JsonValue read(Path file) throws IOException {
        return Json.read(Files.readAllBytes(file));
    }

    /** The members keep their order, so that a seed always finds the same places. */
    static ProofFiles of(JsonValue key, JsonValue proof, JsonValue inputs) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("key", key);
        members.put("proof", proof);
        members.put("public", inputs);
        return new ProofFiles(new JsonObject(members));
    }

    /** "groth16", "plonk" or "fflonk", as the key says. */
    String system() {
        return text(Place.of("key", "protocol"));
    }

    Curve curve() {
        return text(Place.of("key", "curve")).equals("bn128") ? Curve.BN254 : Curve.BLS12_381;
    }

    private String text(Place place) {
        return ((JsonString) at(place)).value();
    }

    JsonArray inputs() {
        return (JsonArray) at(Place.of("public"));
    }

    JsonValue at(Place place) {
        JsonValue value = all;
        for (String name : place.path()) {
            value = Objects.requireNonNull(child(value, name), () -> "nothing at " + place.path());
        }
        return value;
    }

    private static @Nullable JsonValue child(JsonValue value, String name) {
        return switch (value) {
            case JsonObject object -> object.members().get(name);
            case JsonArray array -> array.elements().get(Integer.parseInt(name));
            default -> null;
        };
    }

    ProofFiles with(Place place, JsonValue value) {
        return new ProofFiles((JsonObject) replaced(all, place.path(), value));
    }

    private static JsonValue replaced(JsonValue in, List<String> path, JsonValue value) {
        if (path.isEmpty()) {
            return value;
        }
        List<String> rest = path.subList(1, path.size());
        if (in instanceof JsonArray array) {
            List<JsonValue> elements = new ArrayList<>(array.elements());
            int index = Integer.parseInt(path.getFirst());
            elements.set(index, replaced(elements.get(index), rest, value));
            return new JsonArray(elements);
        }
        Map<String, JsonValue> members = new LinkedHashMap<>(((JsonObject) in).members());
        members.merge(path.getFirst(), value, (old, unused) -> replaced(old, rest, value));
        return new JsonObject(members);
    }

    ProofFiles without(Place place) {
        Place parent = new Place(place.path().subList(0, place.path().size() - 1));
        Map<String, JsonValue> members = new LinkedHashMap<>(((JsonObject) at(parent)).members());
        members.remove(place.path().getLast());
        return with(parent, new JsonObject(members));
    }

    byte[] json(String part) {
        return Json.canonical(at(Place.of(part))).getBytes(StandardCharsets.UTF_8);
    }

    /** All in one line. */
    String line() {
        return Json.canonical(all);
    }

    /** Every value, at every depth, by its place. */
    Map<Place, JsonValue> values() {
        Map<Place, JsonValue> values = new LinkedHashMap<>();
        collect(new Place(List.of()), all, values);
        return values;
    }

    private static void collect(Place at, JsonValue value, Map<Place, JsonValue> values) {
        values.put(at, value);
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.elements().size(); i++) {
                collect(at.below(Integer.toString(i)), array.elements().get(i), values);
            }
        } else if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> collect(at.below(name), member, values));
        }
    }
}
