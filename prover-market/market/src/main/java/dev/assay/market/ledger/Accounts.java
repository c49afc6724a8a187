package dev.assay.market.ledger;

import dev.assay.market.store.Uuid7;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The ledger's tables, inside one transaction. */
record Accounts(Handle transaction) {

    /**
     * @param owner the account that gets what is left
     */
    record Pot(String owner, long balanceMicros) {}

    void open(String account, String owner, String kind) {
        transaction
                .createUpdate("INSERT INTO accounts (id, owner, kind, balance_micros) VALUES (:id, :owner, :kind, 0)"
                        + " ON CONFLICT (id) DO NOTHING")
                .bind("id", account)
                .bind("owner", owner)
                .bind("kind", kind)
                .execute();
    }

    /** @throws IllegalStateException if there is no such pot */
    Pot pot(String account) {
        return transaction
                .createQuery("SELECT owner, balance_micros FROM accounts WHERE id = :id"
                        + " AND kind IN ('escrow', 'collateral') FOR UPDATE")
                .bind("id", account)
                .map((row, context) -> new Pot(row.getString("owner"), row.getLong("balance_micros")))
                .findOne()
                .orElseThrow(() -> new IllegalStateException("no pot " + account));
    }

    /** @return false, with nothing changed, if the operation was booked before on the same subject */
    boolean post(Transfer transfer) {
        UUID id = Uuid7.at(transfer.at());
        if (!record(id, transfer)) {
            return false;
        }
        recordEntries(id, transfer);
        transfer.entries().forEach(this::apply);
        return true;
    }

    private boolean record(UUID id, Transfer transfer) {
        return transaction
                        .createUpdate(
                                "INSERT INTO transfers (id, operation, subject, posted_at)"
                                        + " VALUES (:id, :operation, :subject, :at) ON CONFLICT (operation, subject) DO NOTHING")
                        .bind("id", id)
                        .bind("operation", transfer.operation())
                        .bind("subject", transfer.subject())
                        .bind("at", transfer.at())
                        .execute()
                == 1;
    }

    private void recordEntries(UUID id, Transfer transfer) {
        if (transfer.entries().isEmpty()) {
            return;
        }
        PreparedBatch batch = transaction.prepareBatch(
                "INSERT INTO entries (transfer_id, account_id, amount_micros) VALUES (:transfer, :account, :amount)");
        for (Transfer.Entry entry : transfer.entries()) {
            batch.bind("transfer", id)
                    .bind("account", entry.account())
                    .bind("amount", entry.amountMicros())
                    .add();
        }
        batch.execute();
    }

    /** The condition is in the statement, so that no check can be passed by between a read and a write. */
    private void apply(Transfer.Entry entry) {
        int changed = transaction
                .createUpdate("UPDATE accounts SET balance_micros = balance_micros + :amount WHERE id = :id"
                        + " AND (kind = 'mint' OR balance_micros + :amount >= 0)")
                .bind("amount", entry.amountMicros())
                .bind("id", entry.account())
                .execute();
        if (changed != 1) {
            throw new InsufficientFunds(entry.account(), -entry.amountMicros());
        }
    }

    Balance balance(String owner) {
        return transaction
                .createQuery("SELECT COALESCE(SUM(balance_micros) FILTER (WHERE kind = 'available'), 0) AS available,"
                        + " COALESCE(SUM(balance_micros) FILTER (WHERE kind = 'escrow'), 0) AS escrowed,"
                        + " COALESCE(SUM(balance_micros) FILTER (WHERE kind = 'collateral'), 0) AS collateral"
                        + " FROM accounts WHERE owner = :owner AND balance_micros <> 0")
                .bind("owner", owner)
                .map((row, context) ->
                        new Balance(row.getLong("available"), row.getLong("escrowed"), row.getLong("collateral")))
                .one();
    }

    Map<String, Long> balances(Collection<String> accounts) {
        return transaction
                .createQuery("SELECT id, balance_micros FROM accounts WHERE id = ANY(:ids) AND balance_micros > 0")
                .bindArray("ids", String.class, accounts.toArray())
                .reduceRows(new HashMap<>(), (found, row) -> {
                    found.put(row.getColumn("id", String.class), row.getColumn("balance_micros", Long.class));
                    return found;
                });
    }

    boolean isPosted(String operation, String subject) {
        return transaction
                .createQuery(
                        "SELECT EXISTS (SELECT 1 FROM transfers WHERE operation = :operation AND subject = :subject)")
                .bind("operation", operation)
                .bind("subject", subject)
                .mapTo(Boolean.class)
                .one();
    }
}
