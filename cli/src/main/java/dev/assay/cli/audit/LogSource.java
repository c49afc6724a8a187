package dev.assay.cli.audit;

import dev.assay.cli.CommandFailure;
import dev.assay.edge.HostPort;
import dev.assay.verification.transcript.PublishedLog;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where a log is read from. */
interface LogSource extends PublishedLog, AutoCloseable {

    /** A log's key, in the form of a verifier key and a newline: what the log says of itself. */
    String KEY = "key";

    /** More than any tile, book or record has. */
    int MAX_FILE_BYTES = 16 << 20;

    /** A folder, an address that begins with http, or HOST:PORT of a relay or market. */
    static LogSource open(String name) {
        if (name.startsWith("http://") || name.startsWith("https://")) {
            return new HttpLog(URI.create(name.endsWith("/") ? name : name + "/"));
        }
        if (Files.isDirectory(Path.of(name))) {
            return new FolderLog(Path.of(name));
        }
        try {
            return new GrpcLog(HostPort.parse(name));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(
                    "\"" + name + "\" is no folder, no http address and not HOST:PORT",
                    "Name the log's folder, its address, or the relay's");
        }
    }

    /** @throws CommandFailure if the source cannot be reached */
    @Override
    Optional<byte[]> read(String path);

    @Override
    void close();

    static CommandFailure unreachable(String what, IOException why) {
        return CommandFailure.world(
                "cannot read " + what + ": " + why.getMessage(), "Check the address, and whether the market runs");
    }
}
