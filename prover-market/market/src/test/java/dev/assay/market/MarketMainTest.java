package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.edge.HostPort;
import dev.assay.edge.config.Config;
import dev.assay.market.store.TestServer;
import dev.assay.market.transcript.TranscriptConfig;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.verification.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketMainTest {

    @TempDir
    private Path folder = Path.of("");

    /** A whole market with a database of its own, killed as hard as a process can be: nothing that was answered is lost. */
    @Test
    void killedMarketGoesOnWhereItWas() throws Exception {
        HostPort listen = new HostPort("127.0.0.1", freePort());
        Process killed = startElsewhere(listen);
        Digest paid;
        Digest open;
        Requester requester;
        try (RemoteMarket before = RemoteMarket.at(listen)) {
            before.registerReserves();
            requester = new Requester(before);
            FakeNode node = FakeNode.proving(before, 300);
            paid = requester.open();
            assertEquals(Fulfilment.FULFILMENT_FULFILLED, requester.end(paid).getFulfilment());
            node.close();
            open = requester.open(Duration.ofMinutes(2));
            killed.destroyForcibly().waitFor();
        }
        Process again = startElsewhere(listen);
        try (RemoteMarket after = RemoteMarket.at(listen)) {
            Requester same = new Requester(after, requester.key());
            assertTrue(same.get(paid).hasResult());
            assertEquals(1000, same.balance().getEscrowedMicros());
            FakeNode node = FakeNode.proving(after, 400);
            assertEquals(Fulfilment.FULFILMENT_FULFILLED, same.end(open).getFulfilment());
            same.assertSpent(700);
            node.close();
        }
        again.destroy();
        assertTrue(again.waitFor(20, java.util.concurrent.TimeUnit.SECONDS), "it stops when it is asked to");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process startElsewhere(HostPort listen) throws IOException {
        Process process = start(listen);
        awaitListening(process, listen);
        return process;
    }

    private Process start(HostPort listen) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MarketMain.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "ASSAY_MARKET_LISTEN", listen.toString(),
                        "ASSAY_MARKET_DATA_DIR", folder.toString(),
                        "ASSAY_MARKET_FAUCET_MICROS", Long.toString(TestMarket.FAUCET_MICROS)));
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitListening(Process process, HostPort listen) {
        for (int i = 0; i < 2400 && process.isAlive(); i++) {
            try (java.net.Socket socket = new java.net.Socket(listen.host(), listen.port())) {
                assertTrue(socket.isConnected());
                return;
            } catch (IOException notYet) {
                pause();
            }
        }
        throw new AssertionError("the market did not start");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void startThatFailsLeavesNothingRunning() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            MarketConfig config = MarketConfig.defaults()
                    .withListen(new HostPort("127.0.0.1", taken.getLocalPort()))
                    .withDataDir(folder);
            long before = housekeepers();
            assertThrows(IOException.class, () -> Market.start(config));
            assertEquals(before, housekeepers());
            assertFalse(Files.exists(folder.resolve("postgres/data/postmaster.pid")), "PostgreSQL runs on");
        }
    }

    /** The log is served before the rest opens: its port must be free again for the next attempt. */
    @Test
    void startThatFailsLateGivesTheLogsPortBack() throws Exception {
        int port = freePort();
        Files.writeString(folder.resolve("market.key"), "no key");
        MarketConfig config = MarketConfig.defaults()
                .withListen(new HostPort("127.0.0.1", 0))
                .withDataDir(folder)
                .withDatabase(TestServer.EMBEDDED.freshSchema())
                .withTranscript(new TranscriptConfig(
                        Optional.of(new HostPort("127.0.0.1", port)),
                        "test/log",
                        Optional.empty(),
                        Duration.ZERO,
                        Set.of(),
                        0));
        assertThrows(IOException.class, () -> Market.start(config));
        try (ServerSocket again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(port, again.getLocalPort());
        }
    }

    private static long housekeepers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("housekeeping-"))
                .count();
    }

    /** Asked to stop while it makes its database: neither the process nor a PostgreSQL is left. */
    @Test
    void processStoppedWhileStartingLeavesNothingRunning() throws Exception {
        Process starting = start(new HostPort("127.0.0.1", freePort()));
        Path pid = folder.resolve("postgres/data/postmaster.pid");
        for (int i = 0; i < 3000 && !Files.exists(pid); i++) {
            Thread.sleep(20);
        }
        assertTrue(Files.exists(pid));
        starting.destroy();
        assertTrue(starting.waitFor(60, java.util.concurrent.TimeUnit.SECONDS));
        assertFalse(Files.exists(pid), "PostgreSQL runs on");
    }

    /** Nodes dial it by default, and the command line's help names it. */
    @Test
    void listensByDefaultWhereNodesDial() {
        assertEquals(new HostPort("127.0.0.1", 7421), MarketConfig.defaults().listen());
    }

    @Test
    void unknownOrImpossibleConfigurationStopsTheStart() {
        for (Map<String, String> environment : List.of(
                Map.of("ASSAY_MARKET_AUCTION_WINDOWS", "250ms"),
                Map.of("ASSAY_MARKET_AUCTION_WINDOW", "250"),
                Map.of("ASSAY_MARKET_AUCTION_MODE", "THIRD_SCORE"),
                Map.of("ASSAY_MARKET_AUCTION_TICK_MICROS", "0"),
                Map.of("ASSAY_MARKET_LEASE_DURATION", "1s", "ASSAY_MARKET_HEARTBEAT", "1s"),
                Map.of("ASSAY_MARKET_LEASE_SLASH_SHARE_PERCENT", "91"),
                Map.of("ASSAY_MARKET_CHAIN", "not a chain"))) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Config.load(MarketConfig.class, null, environment, "ASSAY_MARKET"));
        }
    }
}
