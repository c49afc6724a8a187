package dev.assay.market.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {

    @TempDir
    private Path folder = Path.of("");

    /** A folder that was made once and stopped in order: most tests begin with a copy of it, which is faster. */
    private static Path template = Path.of("");

    @BeforeAll
    static void makeTemplate(@TempDir Path made) throws IOException {
        template = made;
        LocalPostgres.start(made, TestServers.PROGRAMS).close();
    }

    private void copyTemplate() throws IOException {
        try (var files = Files.walk(template)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        folder.resolve(template.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private LocalPostgres start() throws IOException {
        return LocalPostgres.start(folder, TestServers.PROGRAMS);
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }

    private static String ask(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = connect(address);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }

    private static void tell(DatabaseAddress address, String sql) throws SQLException {
        try (Connection connection = connect(address)) {
            connection.createStatement().execute(sql);
        }
    }

    @Test
    void keepsWhatWasCommittedOverARestart() throws Exception {
        copyTemplate();
        try (LocalPostgres server = start()) {
            tell(server.address(), "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (LocalPostgres server = start()) {
            assertEquals("42", ask(server.address(), "SELECT answer FROM kept"));
        }
    }

    @Test
    void writesThroughAsksForAPasswordAndListensOnLoopbackOnly() throws Exception {
        copyTemplate();
        try (LocalPostgres server = start()) {
            DatabaseAddress address = server.address();
            assertEquals("on", ask(address, "SHOW fsync"));
            assertEquals("on", ask(address, "SHOW synchronous_commit"));
            assertEquals("127.0.0.1", ask(address, "SHOW listen_addresses"));
            assertEquals("", ask(address, "SHOW unix_socket_directories"));
            assertEquals("on", ask(address, "SHOW data_checksums"));
            DatabaseAddress wrong = new DatabaseAddress(address.jdbcUrl(), address.user(), "guess");
            SQLException refused = assertThrows(SQLException.class, () -> connect(wrong));
            assertEquals("28P01", refused.getSQLState());
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))));
            assertFalse(address.toString().contains(address.password()));
        }
    }

    @Test
    void refusesAFolderThatIsInUse() throws Exception {
        copyTemplate();
        try (LocalPostgres server = start()) {
            assertThrows(IOException.class, this::start);
            assertEquals("1", ask(server.address(), "SELECT 1"));
        }
    }

    @Test
    void takesOverFromAProcessThatWasKilled() throws Exception {
        copyTemplate();
        Process owner = startElsewhere();
        String orphan =
                Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
        owner.destroyForcibly().waitFor();
        assertTrue(isRunning(orphan), "the server outlives its owner");
        try (LocalPostgres server = start()) {
            assertEquals("42", ask(server.address(), "SELECT answer FROM kept"));
            assertFalse(isRunning(orphan), "the orphan was stopped");
        }
    }

    /** A process that has ended and that nobody has asked for its status still has a number, but no command line. */
    private static boolean isRunning(String pid) throws IOException {
        Path commandLine = Path.of("/proc", pid, "cmdline");
        return Files.exists(commandLine) && !Files.readString(commandLine).isEmpty();
    }

    /** Another process that starts the server, commits a row and waits to be killed. */
    private Process startElsewhere() throws IOException {
        List<String> line = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName(),
                folder.toString(),
                TestServers.PROGRAMS.toAbsolutePath().toString()));
        Process process = new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = process.inputReader().readLine();
        while (said != null && !said.equals("ready")) {
            said = process.inputReader().readLine();
        }
        assertEquals("ready", said);
        return process;
    }

    static final class Owner {
        private Owner() {}

        public static void main(String[] args) throws Exception {
            LocalPostgres server = LocalPostgres.start(Path.of(args[0]), Path.of(args[1]));
            tell(server.address(), "CREATE TABLE kept AS SELECT 42 AS answer");
            System.out.println("ready");
            Thread.sleep(60_000);
        }
    }

    @Test
    void isNotStoppedByAStrangerWithTheOldProcessId() throws Exception {
        copyTemplate();
        long stranger = ProcessHandle.current().parent().orElseThrow().pid();
        Files.writeString(
                folder.resolve("data/postmaster.pid"), stranger + "\n" + folder.resolve("data") + "\n0\n1\n\n\n0 0\n");
        try (LocalPostgres server = start()) {
            assertEquals("1", ask(server.address(), "SELECT 1"));
            assertTrue(ProcessHandle.of(stranger).isPresent());
        }
    }

    @Test
    void startsAfreshWhenItWasKilledWhileMakingItsFolder() throws Exception {
        Files.createDirectories(folder.resolve("data.partial/base"));
        Files.writeString(folder.resolve("data.partial/PG_VERSION"), "18");
        try (LocalPostgres server = start()) {
            assertEquals("1", ask(server.address(), "SELECT 1"));
        }
    }

    @Test
    void refusesAFolderOfAnotherMajorVersion() throws Exception {
        copyTemplate();
        Files.writeString(folder.resolve("data/PG_VERSION"), "15\n");
        assertThrows(IOException.class, this::start);
    }
}
