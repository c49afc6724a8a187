package dev.assay.cli.convert;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Everything that is converted. */
@Command(
        name = "convert",
        description = "Writes a Groth16 proof, key or list of public inputs in the format of another tool.",
        subcommands = {ConvertProofCommand.class, ConvertKeyCommand.class, ConvertInputsCommand.class},
        footer = {"", "Example: assay convert proof proof.json --to gnark --out groth16.proof"})
public final class ConvertCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "convert what? proof, key or inputs");
    }
}
