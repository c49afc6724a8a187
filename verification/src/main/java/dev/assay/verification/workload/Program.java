package dev.assay.verification.workload;

import dev.assay.verification.Digest;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonNumber;
import dev.assay.verification.json.JsonValue.JsonObject;
import dev.assay.verification.json.JsonValue.JsonString;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * A WebAssembly program for an enclave.
 *
 * @param code SHA-256 of the module
 */
public record Program(String name, Digest code, Limits limits) implements Workload {

    static final String KIND = "program/v1";

    /**
     * What one run may use.
     *
     * @param memoryBytes linear memory; 64 KiB to 4 GiB
     * @param outputBytes up to {@link #MAX_OUTPUT_BYTES}
     * @param time wall time, whole milliseconds, up to an hour
     */
    public record Limits(long memoryBytes, long outputBytes, Duration time) {

        /** What a message of 4 MiB carries beside receipt and evidence. */
        public static final long MAX_OUTPUT_BYTES = 4_000_000;

        /** 64 MiB, 1 MiB, 10 s. */
        public static Limits standard() {
            return new Limits(64L << 20, 1L << 20, Duration.ofSeconds(10));
        }

        public Limits {
            ManifestReader.range("memoryBytes", memoryBytes, 1L << 16, 1L << 32);
            ManifestReader.range("outputBytes", outputBytes, 0, MAX_OUTPUT_BYTES);
            ManifestReader.range("timeMillis", time.toMillis(), 1, 3_600_000);
        }
    }

    public Program {
        ManifestReader.checkName(name);
    }

    @Override
    public byte[] manifest() {
        JsonValue json = new JsonObject(Map.of(
                "assay", new JsonString(KIND),
                "name", new JsonString(name),
                "engine", new JsonString("wasm"),
                "code", new JsonString(code.hex()),
                "memoryBytes", number(limits.memoryBytes()),
                "outputBytes", number(limits.outputBytes()),
                "timeMillis", number(limits.time().toMillis())));
        return Json.canonical(json).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNumber number(long value) {
        return new JsonNumber(Long.toString(value));
    }
}
