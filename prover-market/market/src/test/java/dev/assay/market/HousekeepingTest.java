package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.market.store.DatabaseAddress;
import dev.assay.market.store.TestServer;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.verification.Digest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HousekeepingTest {

    /** Jobs that a killed market has left; those in front, which nobody takes, keep none of the others out. */
    @ParameterizedTest
    @EnumSource(TestServer.class)
    void takesUpEveryJobThatWaitsAfterAStart(TestServer server, @TempDir Path folder) throws Exception {
        DatabaseAddress schema = server.freshSchema();
        try (TestMarket market = TestMarket.start(schema, folder)) {
            Requester requester = new Requester(market);
            Digest job = requester.open(Duration.ofMinutes(2));
            tell(schema, LEFT_BEHIND);
            assertEquals(1100, waitingInFront(schema));
            market.restart();
            for (int i = 0; i < 300 && waitingInFront(schema) > 0; i++) {
                Thread.sleep(100);
            }
            assertEquals(0, waitingInFront(schema), "all were announced");
            assertEquals(
                    Fulfilment.FULFILMENT_AUCTION, requester.get(job).getEvent().getFulfilment());
        }
    }

    private static final String LEFT_BEHIND = """
            INSERT INTO jobs (id, requester, idempotency_key, circuit_id, input, deadline, soft_deadline, max_price_micros, tip_micros,
                signature, opened_at, fulfilment, execution, settlement, last_sequence)
            SELECT sha256(n::text::bytea), requester, n::text, circuit_id, input, deadline, deadline, 0, n % 3,
                signature, opened_at, 'ACCEPTED', 'PENDING', 'ESCROWED', 1
            FROM jobs, generate_series(1, 1100) AS n
            """;

    private static int waitingInFront(DatabaseAddress schema) throws SQLException {
        try (Connection connection = connect(schema);
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT count(*) FROM jobs WHERE fulfilment = 'ACCEPTED'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void tell(DatabaseAddress schema, String sql) throws SQLException {
        try (Connection connection = connect(schema)) {
            connection.createStatement().execute(sql);
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    }
}
