package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.market.job.Fulfilment;
import dev.assay.market.lease.Ending;
import dev.assay.market.store.Database;
import dev.assay.market.store.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories on a real PostgreSQL: four threads at once do what requesters, nodes and time may do to jobs, most of it
 * out of turn, while connections are cut in the middle of transactions. After every few operations the books are looked over.
 */
class MoneyInvariantTest {

    private static final int ROUNDS = 80;
    private static final int THREADS = 4;
    private static final int OPERATIONS = 12;

    @Test
    void moneyIsNeitherMadeNorLostAndEachJobEndsOnce(@TempDir Path folder) throws Exception {
        try (Database database = Database.open(TestServer.EMBEDDED.freshSchema());
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            RandomHistory history = new RandomHistory(database, folder);
            for (int round = 0; round < ROUNDS; round++) {
                List<Future<?>> running = new ArrayList<>();
                for (int thread = 0; thread < THREADS; thread++) {
                    Random random = new Random(1000L * round + thread);
                    running.add(threads.submit(() -> {
                        for (int i = 0; i < OPERATIONS; i++) {
                            history.operate(random);
                        }
                    }));
                }
                for (Future<?> future : running) {
                    future.get();
                }
                Books.requireInOrder(database);
            }
            history.letAllEnd();
            Books.requireInOrder(database);
            requireEverythingHappened(database);
            requireNothingIsHeldBack(database);
        }
    }

    /** A history in which nothing went wrong would show nothing. */
    private static void requireEverythingHappened(Database database) {
        Set<Ending> seen = EnumSet.noneOf(Ending.class);
        database.transact(tx -> tx.createQuery("SELECT DISTINCT ending FROM leases WHERE ending IS NOT NULL")
                        .mapTo(String.class)
                        .list())
                .forEach(name -> seen.add(Ending.valueOf(name)));
        assertEquals(EnumSet.allOf(Ending.class), seen);
        List<String> ends = database.transact(tx -> tx.createQuery("SELECT DISTINCT fulfilment FROM jobs")
                .mapTo(String.class)
                .list());
        assertEquals(
                EnumSet.of(Fulfilment.FULFILLED, Fulfilment.FAILED, Fulfilment.CANCELLED, Fulfilment.EXPIRED),
                EnumSet.copyOf(ends.stream().map(Fulfilment::valueOf).toList()),
                "every job has come to an end");
        assertTrue(sum(database, "SELECT count(*) FROM jobs") > 300);
        assertTrue(sum(database, "SELECT count(*) FROM results WHERE paid_micros < price_micros") > 0, "late ones too");
    }

    private static void requireNothingIsHeldBack(Database database) {
        assertEquals(
                0, sum(database, "SELECT SUM(balance_micros) FROM accounts WHERE kind IN ('escrow', 'collateral')"));
        assertTrue(sum(database, "SELECT SUM(balance_micros) FROM accounts WHERE kind = 'treasury'") > 0);
    }

    private static long sum(Database database, String query) {
        return database.transact(tx -> tx.createQuery(query).mapTo(Long.class).one());
    }
}
