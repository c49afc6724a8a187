package dev.assay.node.engine;

import dev.assay.edge.ErrorCode;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonArray;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The lines of {@code docs/engines.md}: one JSON object each. An engine is believed nothing: what is no such line is a fault. */
final class EngineMessages {

    static final int VERSION = 1;
    private static final int MAX_DETAIL_CHARS = 1000;
    private static final int MAX_SYSTEMS = 64;
    /** What an engine may say of a job; any other code is our own fault to the market. */
    private static final Set<ErrorCode> CODES = Set.of(
            ErrorCode.INPUT_REJECTED,
            ErrorCode.ARTIFACT_INVALID,
            ErrorCode.NOT_SUPPORTED,
            ErrorCode.OVERLOADED,
            ErrorCode.LIMIT_MEMORY,
            ErrorCode.LIMIT_TIME,
            ErrorCode.CANCELLED);

    private EngineMessages() {}

    /** What an engine says. */
    sealed interface Said {

        record Hello(String name, String version, Set<String> proofSystems) implements Said {}

        /** @param phase "fetching", "witness" or "proving"; others are for people */
        record Progress(String id, String phase) implements Said {}

        /**
         * @param proof name of a file in the job's output folder
         * @param publicInputs another
         */
        record Proved(String id, String proof, String publicInputs) implements Said {}

        record Failed(String id, ErrorCode code, String detail) implements Said {}

        /** A message of a later version. */
        record Unknown() implements Said {}
    }

    static String prove(EngineJob job) {
        Map<String, JsonValue> files = new TreeMap<>();
        job.files().forEach((name, path) -> files.put(name, new JsonString(path.toString())));
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("type", new JsonString("prove"));
        members.put("id", new JsonString(job.id()));
        members.put("proofSystem", new JsonString(job.proofSystem()));
        members.put("manifest", new JsonString(job.manifest().toString()));
        members.put("artifacts", new JsonObject(files));
        members.put("input", new JsonString(job.input().toString()));
        members.put("output", new JsonString(job.output().toString()));
        members.put(
                "timeLimitMillis", new JsonNumber(Long.toString(job.timeLimit().toMillis())));
        return Json.canonical(new JsonObject(members));
    }

    static String cancel(String id) {
        return Json.canonical(new JsonObject(Map.of("type", new JsonString("cancel"), "id", new JsonString(id))));
    }

    /** @throws EngineFailure if it is no line of the protocol */
    static Said read(String line) throws EngineFailure {
        if (!(Json.parse(line.getBytes(StandardCharsets.UTF_8))
                instanceof Verdict.Verified<JsonValue>(JsonObject object))) {
            throw EngineFailure.broken("it wrote a line that is no JSON object");
        }
        Map<String, JsonValue> members = object.members();
        return switch (text(members, "type")) {
            case "hello" -> hello(members);
            case "progress" -> new Said.Progress(text(members, "id"), text(members, "phase"));
            case "proved" ->
                new Said.Proved(text(members, "id"), text(members, "proof"), text(members, "publicInputs"));
            case "failed" -> new Said.Failed(text(members, "id"), code(text(members, "code")), detail(members));
            default -> new Said.Unknown();
        };
    }

    private static Said.Hello hello(Map<String, JsonValue> members) throws EngineFailure {
        if (!(members.get("protocol") instanceof JsonNumber number)
                || !number.literal().equals(Integer.toString(VERSION))) {
            throw EngineFailure.broken("it does not speak version " + VERSION + " of the protocol");
        }
        Set<String> systems = new LinkedHashSet<>();
        List<JsonValue> elements =
                members.get("proofSystems") instanceof JsonArray array ? array.elements() : List.of();
        for (JsonValue element : elements) {
            if (!(element instanceof JsonString system) || !system.value().matches("[ -~]{1,64}")) {
                throw EngineFailure.broken("its proof systems are no list of names");
            }
            systems.add(system.value());
        }
        if (systems.isEmpty() || systems.size() > MAX_SYSTEMS) {
            throw EngineFailure.broken("it names " + systems.size() + " proof systems; 1 to " + MAX_SYSTEMS);
        }
        return new Said.Hello(text(members, "name"), text(members, "version"), systems);
    }

    private static String text(Map<String, JsonValue> members, String name) throws EngineFailure {
        if (members.get(name) instanceof JsonString string && string.value().length() <= MAX_DETAIL_CHARS) {
            return string.value();
        }
        throw EngineFailure.broken("it wrote a line without a short text \"" + name + "\"");
    }

    private static ErrorCode code(String name) {
        return Optional.of(ErrorCode.named(name)).filter(CODES::contains).orElse(ErrorCode.INTERNAL);
    }

    /** It goes into logs and to the market: printable, and not without end. */
    private static String detail(Map<String, JsonValue> members) {
        String text = members.get("detail") instanceof JsonString string ? string.value() : "";
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() > MAX_DETAIL_CHARS ? printable.substring(0, MAX_DETAIL_CHARS) : printable;
    }
}
