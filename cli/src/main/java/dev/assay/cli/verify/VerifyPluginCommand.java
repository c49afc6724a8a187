package dev.assay.cli.verify;

import dev.assay.cli.ExitStatus;
import dev.assay.cli.Facts;
import dev.assay.cli.InputFile;
import dev.assay.cli.Output;
import dev.assay.sandbox.ModuleLimits;
import dev.assay.sandbox.plugin.Answer;
import dev.assay.sandbox.plugin.PluginEngine;
import dev.assay.sandbox.plugin.PluginLimits;
import dev.assay.sandbox.plugin.Plugins;
import dev.assay.sandbox.plugin.Question;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a circuit's own verifier. */
@Command(
        name = "plugin",
        description =
                "Asks a verifier plugin (docs/plugins.md) whether a proof holds. Its SHA-256 is printed: compare it"
                        + " with the one that the circuit's manifest names.",
        footer = {
            "",
            "Example: assay verify plugin wesolowski.wasm --key verification_key.bin --proof proof.bin --public public.bin"
        })
public final class VerifyPluginCommand implements Callable<Integer> {

    private static final int MAX_KEY_BYTES = 2 << 20;
    private static final int MAX_FILE_BYTES = 1 << 20;

    @Parameters(paramLabel = "MODULE", description = "The plugin, a .wasm file.")
    private Path module = Path.of("");

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "What the plugin verifies with.")
    private Path key = Path.of("");

    @Option(names = "--proof", required = true, paramLabel = "FILE", description = "The proof.")
    private Path proof = Path.of("");

    @Option(names = "--public", required = true, paramLabel = "FILE", description = "What it holds for.")
    private Path publicInputs = Path.of("");

    @Option(names = "--input", paramLabel = "FILE", description = "The input that was asked about, if there was one.")
    private @Nullable Path input;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        byte[] code = InputFile.read(module, ModuleLimits.PLUGIN.sizeBytes());
        Digest plugin = Digest.sha256(code);
        Question question = Question.ofProof(
                InputFile.read(key, MAX_KEY_BYTES),
                InputFile.read(proof, MAX_FILE_BYTES),
                InputFile.read(publicInputs, MAX_FILE_BYTES),
                input == null ? Optional.empty() : Optional.of(InputFile.read(input, MAX_FILE_BYTES)));
        PluginLimits limits = new PluginLimits(PluginLimits.MAX_MEMORY_BYTES, Duration.ofSeconds(30));
        try (Plugins plugins = new PluginEngine()) {
            return print(plugin, plugins.ask(plugin, () -> code, question, limits));
        }
    }

    private int print(Digest plugin, Answer answer) {
        return switch (answer) {
            case Answer.Accepted ignored -> print("verified", plugin, "", answer);
            case Answer.Rejected ignored -> print("rejected", plugin, Reason.PLUGIN_REJECTED.name(), answer);
            case Answer.Failed failed ->
                print("rejected", plugin, Reason.PLUGIN_FAILED.name() + " " + failed.cause(), answer);
        };
    }

    private int print(String verdict, Digest plugin, String reason, Answer answer) {
        if (output.isJson()) {
            output.print(new Facts()
                    .with("verdict", verdict)
                    .with("plugin", plugin.hex())
                    .with("reason", reason)
                    .with("detail", answer.detail()));
        }
        String why = (reason + " " + answer.detail()).strip();
        output.say(verdict + (why.isEmpty() ? "" : ": " + why) + " (plugin " + plugin.hex() + ")");
        return (verdict.equals("verified") ? ExitStatus.DONE : ExitStatus.REJECTED).code();
    }
}
