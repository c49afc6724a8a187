package dev.assay.relay;

import dev.assay.edge.config.Config;
import java.io.IOException;
import java.nio.file.Path;

/** Starts a relay: {@code relay [FILE]}, with {@code ASSAY_RELAY_*} from the environment on top of the file. */
public final class RelayMain {

    private static final int WRONG_USE = 2;
    private static final int WORLD_FAILED = 3;

    private RelayMain() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            Path file = args.length == 0 ? null : Path.of(args[0]);
            RelayConfig config = Config.load(RelayConfig.class, file, System.getenv(), "ASSAY_RELAY");
            System.out.print(Config.describe(config));
            run(config);
        } catch (IllegalArgumentException e) {
            fail(e, WRONG_USE);
        } catch (IOException e) {
            fail(e, WORLD_FAILED);
        }
    }

    private static void run(RelayConfig config) throws IOException, InterruptedException {
        Relay relay = Relay.start(config);
        System.out.println("relay listens on " + relay.address());
        Runtime.getRuntime().addShutdownHook(new Thread(relay::close, "relay-stop"));
        relay.awaitTermination();
    }

    private static void fail(Exception why, int status) {
        System.err.println("relay: " + why.getMessage());
        System.exit(status);
    }
}
