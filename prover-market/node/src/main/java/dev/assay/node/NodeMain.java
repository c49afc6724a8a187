package dev.assay.node;

import dev.assay.edge.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Starts one node and runs until it is stopped. */
public final class NodeMain {

    private static final int WRONG_USE = 2;
    private static final int WORLD_FAILED = 3;

    private NodeMain() {}

    /** @param args the configuration file, or nothing */
    public static void main(String[] args) throws InterruptedException {
        try {
            Path file = args.length > 0 ? Path.of(args[0]) : null;
            NodeConfig config = Config.load(NodeConfig.class, file, System.getenv(), "ASSAY_NODE");
            System.out.print(Config.describe(config));
            run(config);
        } catch (IllegalArgumentException e) {
            fail(e, WRONG_USE);
        } catch (IOException e) {
            fail(e, WORLD_FAILED);
        }
    }

    private static void run(NodeConfig config) throws IOException, InterruptedException {
        Node node = Node.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(node::leave, "shutdown"));
        System.out.println("node " + node.address() + " attaches to " + config.market());
        new CountDownLatch(1).await();
    }

    private static void fail(Exception why, int status) {
        System.err.println("node: " + why.getMessage());
        System.exit(status);
    }
}
