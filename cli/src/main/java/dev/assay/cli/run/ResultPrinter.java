package dev.assay.cli.run;

import dev.assay.cli.Facts;
import dev.assay.cli.Output;
import dev.assay.cli.verify.ProofBundle;
import dev.assay.cli.verify.ProofFacts;
import dev.assay.cli.verify.ReceiptFacts;
import dev.assay.client.Result;
import dev.assay.verification.receipt.ReceiptFile;
import dev.assay.verification.receipt.VerifiedReceipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Prints a verified result: the output on standard output, what was checked on standard error. */
public final class ResultPrinter {

    private final Output output;

    public ResultPrinter(Output output) {
        this.output = output;
    }

    /** @param file where to keep the receipt or the proof, or null */
    public void print(Result result, @Nullable Path file) throws IOException {
        switch (result) {
            case Result.Attested(VerifiedReceipt receipt, ReceiptFile kept) -> {
                output.progress("verified: an enclave of AWS Nitro, accepted by the policy, ran this program");
                receipt("verified", receipt, kept, file);
            }
            case Result.SimulatedAttested(VerifiedReceipt receipt, ReceiptFile kept) -> {
                output.progress(
                        "simulated: every check passed, but the TEE is a simulated one; nothing vouches for it");
                receipt("simulated", receipt, kept, file);
            }
            case Result.Proved proved -> proof(proved, file);
            case Result.PluginProved proved -> proof(proved, file);
        }
    }

    private void receipt(String verdict, VerifiedReceipt receipt, ReceiptFile kept, @Nullable Path file)
            throws IOException {
        keep(kept.encode(), file);
        if (output.isJson()) {
            output.print(new Facts()
                    .with("verdict", verdict)
                    .with("output", new String(receipt.output(), StandardCharsets.UTF_8))
                    .with("outputBase64", Base64.getEncoder().encodeToString(receipt.output()))
                    .with("receipt", ReceiptFacts.of(receipt)));
        } else {
            output.progress(ReceiptFacts.of(receipt).text().indent(2).stripTrailing());
        }
        output.raw(receipt.output());
    }

    private void proof(Result.Proved proved, @Nullable Path file) throws IOException {
        keep(ProofBundle.of(proved.files()).encode(), file);
        output.progress("verified: the proof holds under the key that the circuit's manifest names");
        Facts facts = ProofFacts.of(proved.proof());
        if (output.isJson()) {
            output.print(new Facts()
                    .with("verdict", "verified")
                    .with("request", proved.requestId().hex())
                    .with("proof", facts));
        } else {
            output.progress(facts.text().indent(2).stripTrailing());
        }
        output.say(new String(proved.files().publicInputs(), StandardCharsets.UTF_8).strip());
    }

    /** The public inputs are bytes that only the circuit's author can read: they go out as they are. */
    private void proof(Result.PluginProved proved, @Nullable Path file) throws IOException {
        output.progress("verified: the circuit's own verifier, plugin " + proved.verifier()
                + ", says that the proof holds for this input");
        keep(proved.files().proof(), file);
        if (output.isJson()) {
            output.print(new Facts()
                    .with("verdict", "verified")
                    .with("request", proved.requestId().hex())
                    .with("circuit", proved.circuit().hex())
                    .with("plugin", proved.verifier().hex())
                    .with(
                            "publicInputsBase64",
                            Base64.getEncoder().encodeToString(proved.files().publicInputs())));
        }
        output.raw(proved.files().publicInputs());
    }

    private void keep(byte[] bytes, @Nullable Path file) throws IOException {
        if (file != null) {
            Files.write(file, bytes);
            output.progress("written: " + file);
        }
    }
}
