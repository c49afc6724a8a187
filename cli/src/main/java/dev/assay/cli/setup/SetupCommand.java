package dev.assay.cli.setup;

import dev.assay.cli.ExitStatus;
import dev.assay.cli.Facts;
import dev.assay.cli.Output;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.Ptau;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.prove.BackendChoice;
import dev.assay.node.setup.DevelopmentSetup;
import dev.assay.node.setup.DrawnTau;
import dev.assay.node.setup.SetupResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes a proving key for development. */
@Command(
        name = "setup",
        customSynopsis = {
            "assay setup --r1cs FILE (--ptau FILE | --insecure-tau OUT) --out OUT [--vk OUT] [--json]",
            "       assay setup verify --r1cs FILE --ptau FILE --zkey FILE [--json]"
        },
        description = {
            "Makes a Groth16 proving key over BN254 from a circuit and prepared powers of tau, in snarkjs' formats.",
            "FOR DEVELOPMENT ONLY: whoever runs this could keep its randomness and forge proofs under the key. For"
                    + " production, hold a ceremony with several contributors, and check it with: assay setup verify"
        },
        subcommands = SetupVerifyCommand.class,
        footer = {
            "",
            "Example: assay setup --r1cs reserves.r1cs --ptau pot11.ptau --out reserves.zkey --vk verification_key.json",
            "         assay setup verify --r1cs reserves.r1cs --ptau pot11.ptau --zkey reserves.zkey"
        })
public final class SetupCommand implements Callable<Integer> {

    static final String WARNING =
            "INSECURE, for development only: whoever made this key can forge proofs under it, and nobody can tell";

    @Option(names = "--r1cs", paramLabel = "FILE", description = "The constraints, as circom writes them.")
    private @Nullable Path r1cs;

    @Option(
            names = "--ptau",
            paramLabel = "FILE",
            description = "Powers of tau, prepared for the second phase, of at least the circuit's size.")
    private @Nullable Path ptau;

    @Option(
            names = "--insecure-tau",
            paramLabel = "OUT",
            description = "Instead: draw a tau here, forget it, and write its powers to this file.")
    private @Nullable Path insecureTau;

    @Option(names = "--out", paramLabel = "OUT", description = "Where to write the .zkey.")
    private @Nullable Path out;

    @Option(names = "--vk", paramLabel = "OUT", description = "Where to write verification_key.json, if anywhere.")
    private @Nullable Path verificationKey;

    @Mixin
    private Output output = new Output();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        Path constraints = CeremonyFiles.present(named(r1cs, "--r1cs"));
        Path zkey = named(out, "--out");
        if ((ptau == null) == (insecureTau == null)) {
            throw new ParameterException(spec.commandLine(), "name either --ptau or --insecure-tau");
        }
        refuseOneFileTwice(Arrays.asList(r1cs, ptau, insecureTau, out, verificationKey));
        output.progress(WARNING);
        SetupResult result = CeremonyFiles.with(() -> make(constraints, zkey));
        output.print(facts(result, zkey));
        return ExitStatus.DONE.code();
    }

    /** Not required by annotation, since the subcommand has options of its own. */
    private Path named(@Nullable Path option, String name) {
        if (option == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '" + name + "'");
        }
        return option;
    }

    /** What is read is mapped, and would change while it is read. */
    private void refuseOneFileTwice(List<@Nullable Path> files) {
        Set<Path> seen = new HashSet<>();
        for (@Nullable Path file : files) {
            if (file != null && !seen.add(file.toAbsolutePath().normalize())) {
                throw new ParameterException(spec.commandLine(), file + " is named twice");
            }
        }
    }

    private SetupResult make(Path constraints, Path zkey) throws IOException {
        SecureRandom random = new SecureRandom();
        R1cs circuit = R1cs.parse(MappedFile.map(constraints));
        Path powers = powers(circuit, random);
        DevelopmentSetup setup = new DevelopmentSetup(BackendChoice.best().backend(), random);
        SetupResult result = setup.make(circuit, Ptau.parse(MappedFile.map(powers)), zkey, output::progress);
        if (verificationKey != null) {
            Files.write(
                    verificationKey,
                    Zkey.parse(MappedFile.map(zkey)).keyPoints().toJson());
        }
        return result;
    }

    private Path powers(R1cs circuit, SecureRandom random) throws IOException {
        if (insecureTau != null) {
            output.progress("powers of tau");
            DrawnTau.write(circuit, insecureTau, random);
            return insecureTau;
        }
        return CeremonyFiles.present(named(ptau, "--ptau"));
    }

    private Facts facts(SetupResult result, Path zkey) {
        Facts facts = new Facts()
                .with("warning", WARNING)
                .with("zkey", zkey.toString())
                .with("constraints", result.constraints())
                .with("wires", result.wires())
                .with("publicSignals", result.publicWires())
                .with("rows", "2^" + result.domainLog2())
                .with("circuitHash", result.circuitHash())
                .with("contribution", DevelopmentSetup.CONTRIBUTOR)
                .with("contributionHash", result.contributionHash());
        if (verificationKey != null) {
            facts.with("verificationKey", verificationKey.toString());
        }
        if (insecureTau != null) {
            facts.with("insecureTau", insecureTau.toString());
        }
        return facts;
    }
}
