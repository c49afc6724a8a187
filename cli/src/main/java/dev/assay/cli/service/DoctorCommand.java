package dev.assay.cli.service;

import dev.assay.cli.Facts;
import dev.assay.cli.Output;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What this machine has for proving. */
@Command(
        name = "doctor",
        description = "Says what this machine has for proving, and what is missing.",
        footer = {"", "Example: assay node doctor --json"})
public final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() {
        Machine machine = new Machine();
        Facts facts = new Facts()
                .with("cpu", machine.cpu())
                .with("cores", Runtime.getRuntime().availableProcessors())
                .with("instructions", machine.instructions())
                .with("vectorBits", machine.vectorBits())
                .with("memory", machine.memory())
                .with("heapBytes", Runtime.getRuntime().maxMemory())
                .with("jdk", System.getProperty("java.vm.name") + " " + Runtime.version())
                .with("gpu", machine.gpu())
                .with("backends", machine.backends());
        output.print(facts);
        machine.missing().forEach(output::say);
        return 0;
    }
}
