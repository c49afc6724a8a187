package dev.assay.market.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.market.store.Database;
import dev.assay.market.store.TestServer;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestServer.class)
class LedgerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Parameter
    private TestServer server = TestServer.EMBEDDED;

    private @Nullable Database opened;
    private final Ledger ledger = new Ledger(new Chain("assay:dev"));
    private final Address requester = address("requester");
    private final Address node = address("node");

    private static Address address(String name) {
        return Address.of(java.util.Arrays.copyOf(digest(name).bytes(), Address.SIZE_BYTES));
    }

    private static Digest digest(String name) {
        return Digest.sha256(name.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void open() throws Exception {
        opened = Database.open(server.freshSchema());
    }

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Database database() {
        return Objects.requireNonNull(opened);
    }

    private boolean grant(Address owner, long micros) {
        return database().transact(tx -> ledger.grant(tx, owner, micros, NOW));
    }

    private boolean escrow(Digest job, long micros) {
        return database().transact(tx -> ledger.escrow(tx, job, requester, micros, NOW));
    }

    private boolean pay(Digest job, long micros) {
        return database().transact(tx -> ledger.pay(tx, job, List.of(new Ledger.Payee(node, micros)), NOW));
    }

    private boolean hold(long token, long micros) {
        return database().transact(tx -> ledger.pledge(tx, token, node, micros, NOW));
    }

    private boolean release(long token, Digest job, long slashedMicros, long shareMicros) {
        return database().transact(tx -> ledger.release(tx, token, job, slashedMicros, shareMicros, NOW));
    }

    private boolean refund(Digest job) {
        return database().transact(tx -> ledger.refund(tx, job, NOW));
    }

    private Balance balance(Address owner) {
        return database().transact(tx -> ledger.balance(tx, owner));
    }

    @Test
    void paysTheNodeAndGivesTheRestBack() {
        assertTrue(grant(requester, 1000));
        assertTrue(escrow(digest("job"), 300));
        assertEquals(new Balance(700, 300, 0), balance(requester));
        assertTrue(pay(digest("job"), 120));
        assertEquals(new Balance(880, 0, 0), balance(requester));
        assertEquals(new Balance(120, 0, 0), balance(node));
        requireBooksBalance();
    }

    @Test
    void appliesNothingTwice() {
        assertTrue(grant(requester, 1000));
        assertFalse(grant(requester, 1000));
        assertTrue(escrow(digest("job"), 300));
        assertFalse(escrow(digest("job"), 300));
        assertTrue(pay(digest("job"), 120));
        assertFalse(pay(digest("job"), 0));
        assertFalse(refund(digest("job")));
        assertEquals(new Balance(880, 0, 0), balance(requester));
        assertEquals(new Balance(120, 0, 0), balance(node));
        requireBooksBalance();
    }

    @Test
    void refundedPotPaysNobody() {
        grant(requester, 1000);
        escrow(digest("job"), 300);
        assertTrue(refund(digest("job")));
        assertFalse(refund(digest("job")));
        assertThrows(InsufficientFunds.class, () -> pay(digest("job"), 1));
        assertEquals(new Balance(1000, 0, 0), balance(requester));
    }

    @Test
    void neverOwes() {
        grant(requester, 100);
        assertThrows(InsufficientFunds.class, () -> escrow(digest("job"), 101));
        assertEquals(new Balance(100, 0, 0), balance(requester));
        escrow(digest("other"), 50);
        assertThrows(InsufficientFunds.class, () -> pay(digest("other"), 51));
        assertEquals(new Balance(50, 50, 0), balance(requester));
        requireBooksBalance();
    }

    @Test
    void failedTransactionLeavesNothingBehind() {
        grant(requester, 100);
        assertThrows(
                IllegalStateException.class,
                () -> database().transact(tx -> {
                    ledger.escrow(tx, digest("job"), requester, 60, NOW);
                    throw new IllegalStateException("the job could not be written");
                }));
        assertEquals(new Balance(100, 0, 0), balance(requester));
        assertTrue(escrow(digest("job"), 60), "the operation was not remembered");
    }

    @Test
    void nodeMayBeItsOwnRequester() {
        grant(requester, 100);
        escrow(digest("job"), 60);
        boolean paid =
                database().transact(tx -> ledger.pay(tx, digest("job"), List.of(new Ledger.Payee(requester, 40)), NOW));
        assertTrue(paid);
        assertEquals(new Balance(100, 0, 0), balance(requester));
        requireBooksBalance();
    }

    @Test
    void freeJobNeedsNoMoney() {
        assertTrue(escrow(digest("job"), 0));
        assertTrue(pay(digest("job"), 0));
        assertFalse(pay(digest("job"), 0));
        requireBooksBalance();
    }

    /** 1000 put up, 300 lost: 120 for the job, whose requester gets them at the end, 180 for the treasury. */
    @Test
    void whatANodeLosesIsSharedBetweenTheJobAndTheTreasury() {
        grant(requester, 100);
        grant(node, 1000);
        escrow(digest("job"), 60);
        assertTrue(hold(7, 1000));
        assertFalse(hold(7, 1000));
        assertEquals(new Balance(0, 0, 1000), balance(node));
        assertTrue(release(7, digest("job"), 300, 120));
        assertFalse(release(7, digest("job"), 0, 0));
        assertEquals(new Balance(700, 0, 0), balance(node));
        assertTrue(refund(digest("job")));
        assertEquals(new Balance(220, 0, 0), balance(requester));
        requireBooksBalance();
    }

    @Test
    void nothingIsPutIntoThePotOfAJobThatEnded() {
        grant(requester, 100);
        grant(node, 100);
        escrow(digest("job"), 60);
        assertTrue(hold(7, 100));
        assertTrue(refund(digest("job")));
        assertThrows(IllegalStateException.class, () -> release(7, digest("job"), 50, 25));
        assertTrue(release(7, digest("job"), 0, 0));
        assertEquals(new Balance(100, 0, 0), balance(node));
    }

    @Test
    void nobodyPutsUpMoreThanHeHas() {
        grant(node, 100);
        assertThrows(InsufficientFunds.class, () -> hold(7, 101));
        assertEquals(new Balance(100, 0, 0), balance(node));
    }

    @Test
    void databaseItselfRefusesDebt() {
        grant(requester, 100);
        assertThrows(
                RuntimeException.class,
                () -> database()
                        .transact(tx -> tx.createUpdate(
                                        "UPDATE accounts SET balance_micros = -1 WHERE kind = 'available'")
                                .execute()));
    }

    /** Thousands of operations, most of them repeated or impossible, from several threads at once. */
    @Test
    void booksBalanceAfterThousandsOfRandomOperations() throws Exception {
        List<Address> owners = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            owners.add(address("owner" + i));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(thread);
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 600; i++) {
                        operate(random, owners);
                    }
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
        requireBooksBalance();
        long granted = database()
                .transact(tx -> tx.createQuery("SELECT -SUM(balance_micros) FROM accounts WHERE kind = 'mint'")
                        .mapTo(Long.class)
                        .one());
        long held = owners.stream()
                .map(this::balance)
                .mapToLong(balance -> balance.availableMicros() + balance.escrowedMicros() + balance.collateralMicros())
                .sum();
        long treasury = database()
                .transact(tx -> tx.createQuery(
                                "SELECT COALESCE(SUM(balance_micros), 0) FROM accounts WHERE kind = 'treasury'")
                        .mapTo(Long.class)
                        .one());
        assertEquals(granted, held + treasury);
        assertTrue(granted > 0);
    }

    private void operate(Random random, List<Address> owners) {
        Address owner = owners.get(random.nextInt(owners.size()));
        Digest job = digest("job" + random.nextInt(400));
        try {
            long token = random.nextInt(400);
            switch (random.nextInt(7)) {
                case 5 -> database().transact(tx -> ledger.pledge(tx, token, owner, random.nextInt(100_000), NOW));
                case 6 -> database().transact(tx -> ledger.release(tx, token, job, random.nextInt(100), 30, NOW));
                case 0 -> grant(owner, 1 + random.nextInt(1_000_000));
                case 1, 2 -> database().transact(tx -> ledger.escrow(tx, job, owner, random.nextInt(200_000), NOW));
                case 3 ->
                    database()
                            .transact(tx -> ledger.pay(
                                    tx, job, List.of(new Ledger.Payee(owner, random.nextInt(200_000))), NOW));
                default -> refund(job);
            }
        } catch (InsufficientFunds | IllegalStateException | IllegalArgumentException expected) {
            // Not enough money, or no such pot: nothing may have happened.
        }
    }

    private void requireBooksBalance() {
        database().transact(tx -> {
            assertEquals(
                    0,
                    tx.createQuery("SELECT count(*) FROM (SELECT transfer_id FROM entries GROUP BY transfer_id"
                                    + " HAVING SUM(amount_micros) <> 0) AS unbalanced")
                            .mapTo(Integer.class)
                            .one(),
                    "transfers that do not sum to zero");
            assertEquals(
                    0,
                    tx.createQuery("SELECT count(*) FROM accounts AS a WHERE balance_micros <> COALESCE((SELECT"
                                    + " SUM(amount_micros) FROM entries WHERE account_id = a.id), 0)")
                            .mapTo(Integer.class)
                            .one(),
                    "accounts whose balance is not the sum of their entries");
            assertEquals(
                    0L,
                    tx.createQuery("SELECT COALESCE(SUM(balance_micros), 0) FROM accounts")
                            .mapTo(Long.class)
                            .one(),
                    "money from nowhere");
            return true;
        });
    }
}
