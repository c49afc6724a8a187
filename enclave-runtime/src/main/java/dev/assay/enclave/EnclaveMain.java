package dev.assay.enclave;

import dev.assay.edge.config.Config;
import java.io.IOException;
import java.nio.file.Path;

/** Starts an enclave: {@code enclave [FILE]}, with {@code ASSAY_ENCLAVE_*} from the environment on top of the file. */
public final class EnclaveMain {
    private static final int WRONG_USE = 2;
    private static final int WORLD_FAILED = 3;

    private EnclaveMain() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            Path file = args.length == 0 ? null : Path.of(args[0]);
            EnclaveConfig config = Config.load(EnclaveConfig.class, file, System.getenv(), "ASSAY_ENCLAVE");
            System.out.print(Config.describe(config));
            run(config);
        } catch (IllegalArgumentException e) {
            fail(e, WRONG_USE);
        } catch (IOException e) {
            fail(e, WORLD_FAILED);
        }
    }

    private static void run(EnclaveConfig config) throws IOException, InterruptedException {
        Enclave enclave = Enclave.start(config);
        System.out.println("simulated root = " + enclave.rootDigest());
        Runtime.getRuntime().addShutdownHook(new Thread(enclave::close, "enclave-stop"));
        Thread.currentThread().join();
    }

    private static void fail(Exception why, int status) {
        System.err.println("enclave: " + why.getMessage());
        System.exit(status);
    }
}
