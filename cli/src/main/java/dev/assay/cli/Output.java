package dev.assay.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Where a command speaks: results on standard output, progress on standard error. Every command has {@code --json}. */
public final class Output {

    @Option(names = "--json", description = "Print one JSON object (or one a line) on standard output.")
    private boolean json;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final PrintStream err = System.err;

    public boolean isJson() {
        return json;
    }

    /** A result. */
    public void print(Facts facts) {
        out.println(json ? facts.json() : facts.text());
    }

    /** A line for people; silent with --json. */
    public void say(String line) {
        if (!json) {
            out.println(line);
        }
    }

    /** The bytes as they are, such as a program's output; silent with --json. */
    public void raw(byte[] bytes) {
        if (!json) {
            out.write(bytes, 0, bytes.length);
            out.flush();
        }
    }

    /** How far it is, on standard error. */
    public void progress(String line) {
        err.println(line);
    }
}
