package dev.assay.market.store;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL on a folder of its own, for as long as this object lives. It listens on the loopback address only, asks for
 * a password (SCRAM-SHA-256), and writes through to the disk before a commit returns.
 *
 * <p>A lock on the folder is held by this process and let go by the system however the process ends. Who holds it and
 * finds a server running there has found one whose owner was killed: it is shut down in order before the new one starts.
 */
public final class LocalPostgres implements AutoCloseable {

    private static final String USER = "assay";

    private static final int START_ATTEMPTS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);

    private final Path folder;
    private final Path data;
    private final PostgresCommand command;
    private final FileChannel lock;
    private int port;

    private LocalPostgres(Path folder, PostgresCommand command, FileChannel lock) {
        this.folder = folder;
        this.data = folder.resolve("data");
        this.command = command;
        this.lock = lock;
    }

    /** Starts on the folder, which is made and filled if it is not there; the programs are unpacked below it. */
    public static LocalPostgres start(Path folder) throws IOException {
        return start(folder, folder);
    }

    /**
     * @param programs where to unpack the programs, so that several can share them
     * @throws IOException if another process has the folder, or the server does not start
     */
    public static LocalPostgres start(Path folder, Path programs) throws IOException {
        Path absolute = folder.toAbsolutePath().normalize();
        Files.createDirectories(absolute);
        Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
        FileChannel lock = lock(absolute.resolve("lock"));
        try {
            PostgresCommand command = new PostgresCommand(
                    PostgresBinaries.unpack(programs.toAbsolutePath().normalize()), absolute.resolve("command.log"));
            LocalPostgres postgres = new LocalPostgres(absolute, command, lock);
            postgres.start();
            return postgres;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("this process has the lock already", e);
        }
        channel.close();
        throw new IOException("another process uses the database in " + file.getParent());
    }

    private void start() throws IOException {
        if (!Files.isDirectory(data)) {
            initialise();
        }
        checkVersion();
        new PostmasterPid(data).clear(command);
        for (int attempt = 1; ; attempt++) {
            port = freePort();
            configure();
            if (command.status("pg_ctl", pgCtl("start", "-l", serverLog().toString())) == 0) {
                return;
            }
            if (attempt == START_ATTEMPTS) {
                throw new IOException("PostgreSQL did not start; " + serverLog() + " says why");
            }
            awaitBackends();
        }
    }

    /** In a folder that gets its name when it is whole, so that a process killed half way starts afresh. */
    private void initialise() throws IOException {
        Path partial = folder.resolve("data.partial");
        deleteTree(partial);
        writePassword();
        command.run(
                "initdb",
                List.of(
                        "--pgdata=" + partial,
                        "--username=" + USER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile(),
                        "--encoding=UTF8",
                        "--locale=C",
                        "--data-checksums"));
        Files.writeString(partial.resolve("postgresql.conf"), "\ninclude 'assay.conf'\n", StandardOpenOption.APPEND);
        Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void writePassword() throws IOException {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        Files.deleteIfExists(passwordFile());
        Files.createFile(
                passwordFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(passwordFile(), HexFormat.of().formatHex(secret));
    }

    private void checkVersion() throws IOException {
        String found = Files.readString(data.resolve("PG_VERSION")).strip();
        String expected = "18";
        if (!found.equals(expected)) {
            throw new IOException("the database in " + data + " was made by PostgreSQL " + found + " and this one is "
                    + expected + ": dump it with the old one and load it into a new folder");
        }
    }

    private void configure() throws IOException {
        Files.writeString(data.resolve("assay.conf"), """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                max_connections = 64
                timezone = 'UTC'
                log_timezone = 'UTC'
                """.formatted(port));
    }

    /** The port was taken after all, or backends of a killed server have not yet noticed that it is gone. */
    private static void awaitBackends() throws IOException {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL started", e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private List<String> pgCtl(String verb, String... options) {
        return PostmasterPid.pgCtl(data, verb, options);
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }

    private Path serverLog() {
        return folder.resolve("server.log");
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** How to connect. */
    public DatabaseAddress address() throws IOException {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                USER,
                Files.readString(passwordFile()).strip());
    }

    /** Ends the connections, writes everything out and stops. */
    @Override
    public void close() throws IOException {
        try (lock) {
            command.run("pg_ctl", pgCtl("stop", "-m", "fast"));
        }
    }
}
