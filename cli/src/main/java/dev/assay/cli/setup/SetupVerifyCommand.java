package dev.assay.cli.setup;

import dev.assay.cli.ExitStatus;
import dev.assay.cli.Facts;
import dev.assay.cli.Output;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.Ptau;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.prove.BackendChoice;
import dev.assay.node.setup.KeyReport;
import dev.assay.node.setup.KeyReport.Contributor;
import dev.assay.node.setup.KeyReport.Outcome;
import dev.assay.node.setup.KeyVerifier;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a proving key of any maker. */
@Command(
        name = "verify",
        description = {
            "Checks a Groth16 proving key against its circuit and the powers of tau it was made from: every section, and"
                    + " every contribution to its ceremony. All that snarkjs zkey verify checks.",
            "The powers of tau are believed: check them once with snarkjs powersoftau verify."
        },
        footer = {"", "Example: assay setup verify --r1cs reserves.r1cs --ptau pot11.ptau --zkey reserves.zkey"})
public final class SetupVerifyCommand implements Callable<Integer> {

    @Option(names = "--r1cs", required = true, paramLabel = "FILE", description = "The constraints.")
    private Path r1cs = Path.of("");

    @Option(names = "--ptau", required = true, paramLabel = "FILE", description = "The prepared powers of tau.")
    private Path ptau = Path.of("");

    @Option(names = "--zkey", required = true, paramLabel = "FILE", description = "The proving key.")
    private Path zkey = Path.of("");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws IOException {
        KeyReport report = CeremonyFiles.with(this::verify);
        output.print(facts(report));
        return (report.accepted() ? ExitStatus.DONE : ExitStatus.REJECTED).code();
    }

    private KeyReport verify() throws IOException {
        KeyVerifier verifier = new KeyVerifier(BackendChoice.best().backend(), new SecureRandom());
        return verifier.verify(
                R1cs.parse(MappedFile.map(CeremonyFiles.present(r1cs))),
                Ptau.parse(MappedFile.map(CeremonyFiles.present(ptau))),
                Zkey.parse(MappedFile.map(CeremonyFiles.present(zkey))),
                check -> output.progress(check.title()));
    }

    private Facts facts(KeyReport report) {
        Facts facts = new Facts()
                .with("verdict", report.accepted() ? "verified" : "rejected")
                .with("failed", report.failed().stream().map(Enum::name).toList())
                .with("circuitHash", report.circuitHash())
                .with("contributions", report.contributors().size());
        return output.isJson() ? withLists(facts, report) : withTables(facts, report);
    }

    private static Facts withLists(Facts facts, KeyReport report) {
        return facts.with(
                        "checks",
                        report.outcomes().stream()
                                .map(SetupVerifyCommand::outcome)
                                .toList())
                .with(
                        "contributors",
                        report.contributors().stream()
                                .map(SetupVerifyCommand::contributor)
                                .toList());
    }

    private static Facts outcome(Outcome outcome) {
        return new Facts()
                .with("number", outcome.check().number())
                .with("check", outcome.check().name())
                .with("status", label(outcome))
                .with("detail", outcome.detail());
    }

    private static Facts contributor(Contributor contributor) {
        return new Facts()
                .with("name", contributor.name())
                .with("hash", contributor.hash())
                .with("beacon", contributor.beacon().orElse(""));
    }

    private static Facts withTables(Facts facts, KeyReport report) {
        Facts checks = new Facts();
        report.outcomes()
                .forEach(outcome -> checks.with(String.valueOf(outcome.check().number()), line(outcome)));
        Facts contributors = new Facts();
        int number = 1;
        for (Contributor contributor : report.contributors()) {
            contributors.with(String.valueOf(number++), line(contributor));
        }
        facts.with("checks", checks);
        return report.contributors().isEmpty() ? facts : facts.with("contributors", contributors);
    }

    private static String line(Outcome outcome) {
        String detail = outcome.detail().isEmpty() ? "" : " (" + outcome.detail() + ")";
        return label(outcome) + ": " + outcome.check().title() + detail;
    }

    private static String label(Outcome outcome) {
        return outcome.status().name().toLowerCase(Locale.ROOT);
    }

    private static String line(Contributor contributor) {
        String name = contributor.name().isEmpty() ? "(no name)" : contributor.name();
        return name + contributor.beacon().map(beacon -> ", beacon " + beacon).orElse("") + ": " + contributor.hash();
    }
}
