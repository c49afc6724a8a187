package dev.assay.cli.verify;

import dev.assay.cli.ExitStatus;
import dev.assay.cli.Facts;
import dev.assay.cli.Output;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a file of cases. */
@Command(
        name = "cases",
        description = {
            "Runs a file of cases, one JSON object a line (paths are relative to the file's folder), and prints"
                    + " id, verdict, reason, expected, and ok or DIFF, with tabs between; then a total.",
            "Kinds: nitro, synthetic-nitro, intel-quote, synthetic-dcap, snp, snp-cert, synthetic-snp, cca,"
                    + " azure-vtpm (on AMD SEV-SNP), tpm-attestation, ccel, and proof."
                    + " Formats of proofs: snarkjs (Groth16, PLONK, FFLONK), gnark (Groth16"
                    + " over BN254, PLONK over BN254 and BLS12-381), risc0 and sp1 (of releases that the id names, with their Groth16 keys in"
                    + " the release's folder beside the file). Any other is 'unsupported', which is a DIFF: nothing was"
                    + " verified."
        },
        footer = {"", "Example: assay verify cases vectors/vectors.jsonl"})
public final class VerifyCasesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE.jsonl", description = "The cases.")
    private Path file = Path.of("");

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Verify all of them at this time, such as 2026-01-31T00:00:00Z, and not at their own.")
    private @Nullable Instant at;

    @Mixin
    private Output output = new Output();

    private int ok;
    private int wrong;
    private int unsupported;

    @Override
    public Integer call() throws Exception {
        Cases cases = new Cases(file.toAbsolutePath().resolveSibling(""), Optional.ofNullable(at));
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    print(cases.run(line));
                }
            }
        }
        int total = ok + wrong + unsupported;
        String summary = "total " + total + ": " + ok + " ok, " + wrong + " wrong, " + unsupported + " unsupported";
        if (output.isJson()) {
            output.print(new Facts()
                    .with("total", total)
                    .with("ok", ok)
                    .with("wrong", wrong)
                    .with("unsupported", unsupported));
        }
        output.say(summary);
        return (ok == total ? ExitStatus.DONE : ExitStatus.REJECTED).code();
    }

    private void print(CaseOutcome outcome) {
        if (outcome.isOk()) {
            ok++;
        } else if (outcome.verdict().equals(CaseOutcome.UNSUPPORTED)) {
            unsupported++;
        } else {
            wrong++;
        }
        if (output.isJson()) {
            output.print(outcome.facts());
        }
        output.say(outcome.line());
    }
}
