package dev.assay.cli.verify;

import picocli.CommandLine.Command;

/** Everything that is verified offline. */
@Command(
        name = "verify",
        description = "Checks files offline: a receipt, a piece of evidence, a proof, or a file of cases.",
        subcommands = {
            VerifyReceiptCommand.class,
            VerifyEvidenceCommand.class,
            VerifyProofCommand.class,
            VerifyPluginCommand.class,
            VerifyCasesCommand.class
        },
        footer = {"", "Example: assay verify proof proof.json --vk verification_key.json --public public.json"})
public final class VerifyCommand implements Runnable {

    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.CommandSpec spec = picocli.CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "verify what? receipt, evidence, proof, plugin or cases");
    }
}
