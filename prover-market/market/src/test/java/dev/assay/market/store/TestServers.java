package dev.assay.market.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Starts the servers of {@link TestServer}. */
final class TestServers {

    static final Path PROGRAMS = Path.of("target", "postgres-programs");

    private TestServers() {}

    static DatabaseAddress embedded() throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "postgres");
        LocalPostgres server = LocalPostgres.start(folder, PROGRAMS);
        atExit(() -> {
            server.close();
            delete(folder);
        });
        return server.address();
    }

    static Optional<DatabaseAddress> named() {
        String url = System.getProperty("assay.jdbc.url", System.getenv().getOrDefault("ASSAY_TEST_JDBC_URL", ""));
        return url.isEmpty()
                ? Optional.empty()
                : Optional.of(new DatabaseAddress(
                        url,
                        System.getenv().getOrDefault("ASSAY_TEST_JDBC_USER", "postgres"),
                        System.getenv().getOrDefault("ASSAY_TEST_JDBC_PASSWORD", "")));
    }

    static Optional<DatabaseAddress> container() {
        if (!Files.exists(Path.of("/var/run/docker.sock"))
                || !DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.empty();
        }
        PostgreSQLContainer server = new PostgreSQLContainer("postgres:17-alpine");
        server.start();
        atExit(server::stop);
        return Optional.of(new DatabaseAddress(server.getJdbcUrl(), server.getUsername(), server.getPassword()));
    }

    /** Debian's server, as the user that Debian made for it if this process is root, on a folder that goes away again. */
    static Optional<DatabaseAddress> installed() {
        return binaries().map(TestServers::installed);
    }

    private static Optional<Path> binaries() {
        try (var versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static DatabaseAddress installed(Path bin) {
        try {
            Path folder = Files.createTempDirectory("assay-postgres");
            if (isRoot()) {
                run(List.of("chown", "postgres", folder.toString()));
            }
            Path password = Files.writeString(Files.createTempFile("assay", "pw"), "for tests only");
            run(List.of("chmod", "644", password.toString()));
            String data = folder.resolve("data").toString();
            asServer(bin, "initdb", "-D", data, "-U", "tester", "-A", "scram-sha-256", "--pwfile=" + password);
            Files.delete(password);
            int port = freePort();
            String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=";
            asServer(
                    bin,
                    "pg_ctl",
                    "start",
                    "-D",
                    data,
                    "-w",
                    "-l",
                    folder.resolve("log").toString(),
                    "-o",
                    options);
            atExit(() -> {
                asServer(bin, "pg_ctl", "stop", "-D", data, "-m", "immediate");
                delete(folder);
            });
            return new DatabaseAddress("jdbc:postgresql://127.0.0.1:" + port + "/postgres", "tester", "for tests only");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return new com.sun.security.auth.module.UnixSystem().getUid() == 0;
    }

    private static void asServer(Path bin, String program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>();
        if (isRoot()) {
            line.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        line.add(bin.resolve(program).toString());
        line.addAll(List.of(arguments));
        run(line);
    }

    private static void run(List<String> line) throws IOException {
        Process process = new ProcessBuilder(line)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(line + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    interface Stop {
        void run() throws IOException;
    }

    private static void atExit(Stop stop) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                stop.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }
}
