package dev.assay.cli;

import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.json.JsonValue;
import dev.assay.verification.json.JsonValue.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A command that ran in this process, with what it printed. */
public record Ran(int status, String out, String err) {

    public static final Path ROOT =
            Path.of(System.getProperty("assay.root", "..")).toAbsolutePath().normalize();

    public static Ran command(String... args) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream caughtOut = new ByteArrayOutputStream();
        ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(caughtOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(caughtErr, true, StandardCharsets.UTF_8));
            return new Ran(
                    Main.run(args),
                    caughtOut.toString(StandardCharsets.UTF_8),
                    caughtErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** A file of samples/. */
    public static String sample(String name) {
        return ROOT.resolve("samples").resolve(name).toString();
    }

    /** The one JSON object on standard output. */
    public Map<String, JsonValue> json() {
        if (Json.parse(out.getBytes(StandardCharsets.UTF_8))
                instanceof Verdict.Verified<JsonValue>(JsonObject(Map<String, JsonValue> members))) {
            return members;
        }
        throw new AssertionError("not one JSON object: " + out);
    }
}
