package dev.assay.cli.service;

import dev.assay.cli.Facts;
import dev.assay.cli.Output;
import dev.assay.enclave.guest.GuestKind;
import dev.assay.enclave.guest.Guests;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What this machine has for attesting. */
@Command(
        name = "doctor",
        description = "Says what this machine has for attesting on TEE hardware, and what is missing.",
        footer = {
            "",
            "What it finds is what the host lets it see: only verified evidence proves a TEE.",
            "Example: assay enclave doctor --json"
        })
public final class EnclaveDoctorCommand implements Callable<Integer> {

    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = "/",
            description = "Look at this root of a file system (default: ${DEFAULT-VALUE}).")
    private Path root = Path.of("/");

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Guests guests = Guests.under(root);
        GuestMachine machine = new GuestMachine(root);
        GuestDevices devices = new GuestDevices(guests);
        List<String> kinds =
                Guests.detect(root).stream().map(EnclaveDoctorCommand::name).toList();
        List<String> advice = new GuestAdvice(guests, machine).lines();
        Facts facts = new Facts()
                .with("tee", kinds.isEmpty() && !output.isJson() ? List.of("none") : kinds)
                .with("kernel", machine.kernel())
                .with("cpuFlags", machine.cpuFlags())
                .with("clockSource", machine.clockSource())
                .with("container", machine.container())
                .with("capSysAdmin", machine.hasSysAdmin())
                .with("devices", devices.access())
                .with("configfs", devices.configfs())
                .with("tdx", devices.tdx())
                .with("tpm", devices.tpm());
        output.print(output.isJson() ? facts.with("advice", advice) : facts);
        advice.forEach(output::say);
        return 0;
    }

    private static String name(GuestKind kind) {
        return switch (kind) {
            case AWS_NITRO -> "aws-nitro";
            case AMD_SEV_SNP -> "amd-sev-snp";
            case INTEL_TDX -> "intel-tdx";
            case ARM_CCA -> "arm-cca";
            case AZURE_VTPM -> "azure-vtpm";
            case GOOGLE_VTPM -> "gcp-vtpm";
        };
    }
}
