package dev.assay.market;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.market.store.Database;
import java.util.Map;

/** What must hold of all money and all jobs between any two transactions, looked up in the tables themselves. */
final class Books {

    /** Each finds what must not be there. */
    private static final Map<String, String> FAULTS = Map.ofEntries(
            Map.entry("money from nowhere", "SELECT 1 FROM accounts HAVING SUM(balance_micros) <> 0"),
            Map.entry("a debt", "SELECT 1 FROM accounts WHERE kind <> 'mint' AND balance_micros < 0"),
            Map.entry(
                    "a transfer that does not sum to zero",
                    "SELECT 1 FROM entries GROUP BY transfer_id HAVING SUM(amount_micros) <> 0"),
            Map.entry(
                    "a balance that is not the sum of its entries",
                    "SELECT 1 FROM accounts a WHERE balance_micros <> COALESCE((SELECT SUM(amount_micros) FROM entries"
                            + " WHERE account_id = a.id), 0)"),
            Map.entry(
                    "a pot that does not hold what its job may cost and what nodes lost",
                    "SELECT 1 FROM jobs j LEFT JOIN accounts a ON a.id = 'assay:dev:job.' || encode(j.id, 'hex')"
                            + " WHERE COALESCE(a.balance_micros, 0) <> CASE"
                            + " WHEN settlement = 'ESCROWED' THEN max_price_micros + tip_micros + relief_micros ELSE 0 END"),
            Map.entry(
                    "collateral that is not there, or still there",
                    "SELECT 1 FROM leases l LEFT JOIN accounts a ON a.id = 'assay:dev:lease.' || l.token"
                            + " WHERE COALESCE(a.balance_micros, 0) <> CASE WHEN l.ended_at IS NULL"
                            + " THEN l.collateral_micros ELSE 0 END"),
            Map.entry(
                    "a job with another number of ends than one, or an end before the last event",
                    "SELECT 1 FROM jobs j WHERE (SELECT count(*) FROM events e WHERE e.job_id = j.id AND e.fulfilment IN"
                            + " ('FULFILLED', 'FAILED', 'CANCELLED', 'EXPIRED')) <> CASE WHEN j.fulfilment IN"
                            + " ('FULFILLED', 'FAILED', 'CANCELLED', 'EXPIRED') THEN 1 ELSE 0 END OR NOT EXISTS"
                            + " (SELECT 1 FROM events e WHERE e.job_id = j.id AND e.sequence = j.last_sequence"
                            + " AND e.fulfilment = j.fulfilment)"),
            Map.entry(
                    "a gap in a job's events",
                    "SELECT 1 FROM events GROUP BY job_id HAVING count(*) <> MAX(sequence) OR MIN(sequence) <> 1"),
            Map.entry(
                    "a job that was paid without a result, or another number of times than once",
                    "SELECT 1 FROM jobs j WHERE (SELECT count(*) FROM leases l WHERE l.job_id = j.id"
                            + " AND l.end_code = 'PAID') <> CASE WHEN j.fulfilment = 'FULFILLED' THEN 1 ELSE 0 END"
                            + " OR (SELECT count(*) FROM results r WHERE r.job_id = j.id) <>"
                            + " CASE WHEN j.fulfilment = 'FULFILLED' THEN 1 ELSE 0 END"),
            Map.entry(
                    "a status of the money that does not go with the job's",
                    "SELECT 1 FROM jobs WHERE settlement <> CASE fulfilment WHEN 'FULFILLED' THEN 'PAID'"
                            + " WHEN 'FAILED' THEN 'REFUNDED' WHEN 'CANCELLED' THEN 'REFUNDED'"
                            + " WHEN 'EXPIRED' THEN 'REFUNDED' ELSE 'ESCROWED' END"),
            Map.entry(
                    "a lease of a job that is not held, or a held job without one first lease",
                    "SELECT 1 FROM jobs j WHERE (SELECT count(*) FROM leases l WHERE l.job_id = j.id"
                            + " AND l.ended_at IS NULL AND l.role = 'PRIMARY') <>"
                            + " CASE WHEN j.fulfilment = 'ASSIGNED' THEN 1 ELSE 0 END OR (j.fulfilment <> 'ASSIGNED' AND"
                            + " EXISTS (SELECT 1 FROM leases l WHERE l.job_id = j.id AND l.ended_at IS NULL))"),
            Map.entry(
                    "a pot that was emptied twice, or not at a job's end",
                    "SELECT 1 FROM jobs j WHERE (SELECT count(*) FROM transfers t WHERE t.operation = 'close'"
                            + " AND t.subject = encode(j.id, 'hex')) <>"
                            + " CASE WHEN j.settlement = 'ESCROWED' THEN 0 ELSE 1 END"),
            Map.entry(
                    "a node with more leases than it can hold",
                    "SELECT 1 FROM nodes n WHERE (SELECT count(*) FROM leases l WHERE l.node = n.address"
                            + " AND l.ended_at IS NULL) > n.capacity"),
            Map.entry(
                    "a requester who paid more than a proof was worth",
                    "SELECT 1 FROM results r JOIN jobs j ON j.id = r.job_id WHERE r.paid_micros >"
                            + " r.price_micros + j.tip_micros OR r.price_micros > j.max_price_micros"));

    private Books() {}

    static void requireInOrder(Database database) {
        FAULTS.forEach((fault, query) -> {
            int found = database.transact(tx -> tx.createQuery("SELECT count(*) FROM (" + query + ") AS found")
                    .mapTo(Integer.class)
                    .one());
            assertEquals(0, found, fault);
        });
    }
}
