package dev.assay.node;

import dev.assay.edge.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Starts one node and runs until it is stopped. */
public final class NodeMain {

    private NodeMain() {}

    /** @param args the configuration file, or nothing */
    public static void main(String[] args) throws IOException, InterruptedException {
        NodeConfig config =
                Config.load(NodeConfig.class, args.length > 0 ? Path.of(args[0]) : null, System.getenv(), "ASSAY_NODE");
        System.out.print(Config.describe(config));
        Node node = Node.start(config);
        Runtime.getRuntime().addShutdownHook(new Thread(node::close, "shutdown"));
        System.out.println("node " + node.address() + " attaches to " + config.market());
        new CountDownLatch(1).await();
    }
}
