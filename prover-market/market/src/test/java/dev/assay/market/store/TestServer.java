package dev.assay.market.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The PostgreSQL servers that the suite runs on. Each is started once and stopped with this process. */
public enum TestServer {
    /** The one that the market starts itself. */
    EMBEDDED {
        @Override
        Optional<DatabaseAddress> start() throws IOException {
            return Optional.of(TestServers.embedded());
        }
    },
    /** One that somebody else runs, of another version if there is one on this machine. */
    EXTERNAL {
        @Override
        Optional<DatabaseAddress> start() throws IOException {
            return TestServers.named().or(TestServers::container).or(TestServers::installed);
        }
    };

    private @Nullable Optional<DatabaseAddress> started;

    abstract Optional<DatabaseAddress> start() throws IOException;

    /** An empty schema of its own on this server; the test is skipped if there is no such server. */
    public synchronized DatabaseAddress freshSchema() throws IOException, SQLException {
        if (started == null) {
            started = start();
        }
        assumeTrue(
                started.isPresent(),
                "no external PostgreSQL: give -Dassay.jdbc.url or ASSAY_TEST_JDBC_URL, or install Docker or PostgreSQL");
        DatabaseAddress server = started.get();
        String schema = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
            connection.createStatement().execute("CREATE SCHEMA " + schema);
        }
        String separator = server.jdbcUrl().contains("?") ? "&" : "?";
        return new DatabaseAddress(
                server.jdbcUrl() + separator + "currentSchema=" + schema, server.user(), server.password());
    }
}
