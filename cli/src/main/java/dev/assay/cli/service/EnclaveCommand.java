package dev.assay.cli.service;

import dev.assay.cli.Output;
import dev.assay.cli.service.ServiceRun.Running;
import dev.assay.enclave.Enclave;
import dev.assay.enclave.EnclaveConfig;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The enclave runtime alone. */
@Command(
        name = "enclave",
        description =
                "Runs one enclave runtime until it is stopped: it dials a relay and runs WebAssembly programs. Its TEE"
                        + " is a simulated one: nothing vouches for it.",
        subcommands = EnclaveDoctorCommand.class,
        footer = {
            "",
            "The file has lines such as 'relay = 10.0.0.7:7420'; ASSAY_ENCLAVE_RELAY in the environment is the same.",
            "Example: assay enclave --config enclave.properties",
            "         assay enclave doctor"
        })
public final class EnclaveCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", description = "The configuration (default: the defaults).")
    private @Nullable Path config;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        return ServiceRun.run(output, "enclave", EnclaveConfig.class, config, loaded -> {
            Enclave enclave = Enclave.start(loaded);
            return new Running(
                    enclave, "attaches to the relay at " + loaded.relay() + ", simulated root " + enclave.rootDigest());
        });
    }
}
