package dev.assay.market.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A pool of connections to a database whose schema is up to date. */
public final class Database implements AutoCloseable {

    /** SQLSTATE of a transaction that lost against another one and may be repeated: serialization failure, deadlock. */
    private static final Set<String> REPEATABLE = Set.of("40001", "40P01");

    private static final int MAX_ATTEMPTS = 12;

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private static final int CLOSE_SECONDS = 10;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Semaphore running = new Semaphore(Integer.MAX_VALUE);

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        Columns.register(jdbi);
    }

    /** What to do in one transaction. It may be run several times, so it must change nothing but the database. */
    public interface Work<T> {
        T in(Handle transaction);
    }

    /**
     * Connects and brings the schema up to date.
     *
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached or is newer than this program
     */
    public static Database open(DatabaseAddress address) {
        HikariDataSource pool = new HikariDataSource(poolOf(address));
        boolean isReady = false;
        try {
            migrate(pool);
            Database database = new Database(pool);
            isReady = true;
            return database;
        } finally {
            if (!isReady) {
                pool.close();
            }
        }
    }

    private static HikariConfig poolOf(DatabaseAddress address) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.jdbcUrl());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(16);
        config.setConnectionTimeout(10_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setPoolName("market");
        return config;
    }

    private static void migrate(HikariDataSource pool) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:dev/assay/market/migrations")
                .table("market_schema_history")
                .load()
                .migrate();
    }

    /**
     * Runs the work in one transaction, again after a collision. What it throws rolls the transaction back.
     *
     * @throws IllegalStateException after {@link #close}
     */
    public <T> T transact(Work<T> work) {
        if (!running.tryAcquire()) {
            throw new IllegalStateException("the database is closed");
        }
        try {
            return repeat(work);
        } finally {
            running.release();
        }
    }

    private <T> T repeat(Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(work::in);
            } catch (RuntimeException e) {
                if (attempt == MAX_ATTEMPTS || !isRepeatable(e)) {
                    throw e;
                }
                LOG.debug("repeating a transaction, attempt {}", attempt, e);
                pause(attempt);
            }
        }
    }

    private static boolean isRepeatable(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return REPEATABLE.contains(sql.getSQLState());
            }
        }
        return false;
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 4L << Math.min(attempt, 8)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two attempts of a transaction", e);
        }
    }

    /** Lets what runs come to its end, for a while, and begins nothing new. */
    @Override
    public void close() {
        try {
            if (!running.tryAcquire(Integer.MAX_VALUE, CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("transactions still ran after {} s", CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pool.close();
    }
}
