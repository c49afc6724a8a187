package dev.assay.bench;

import dev.assay.edge.HostPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A prover node in a process of its own, for tests that kill it. */
final class NodeProcess implements AutoCloseable {

    private final Process process;
    /** Done when the node says that it holds a lease. */
    final CompletableFuture<NodeProcess> leased = new CompletableFuture<>();

    final CompletableFuture<String> address = new CompletableFuture<>();
    private final CompletableFuture<NodeProcess> attached = new CompletableFuture<>();

    NodeProcess(HostPort market, Path dataDir) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=" + Testbed.ROOT.resolve("bench/src/test/resources/node-logback.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.assay.node.NodeMain");
        builder.environment().put("ASSAY_NODE_MARKET", market.toString());
        builder.environment().put("ASSAY_NODE_DATA_DIR", dataDir.toString());
        builder.redirectErrorStream(true);
        process = builder.start();
        Thread.ofPlatform().daemon().start(this::read);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(" leased for ")) {
                    leased.complete(this);
                } else if (line.contains("attached to the market")) {
                    address.complete(line.substring(line.lastIndexOf(' ') + 1));
                    attached.complete(this);
                }
            }
        } catch (IOException e) {
            attached.completeExceptionally(e);
        }
    }

    void awaitAttached() throws Exception {
        attached.get(60, TimeUnit.SECONDS);
    }

    /** SIGKILL: nothing is said to anybody. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    static NodeProcess firstToLease(List<NodeProcess> nodes) throws Exception {
        return (NodeProcess)
                CompletableFuture.anyOf(nodes.stream().map(n -> n.leased).toArray(CompletableFuture[]::new))
                        .get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
