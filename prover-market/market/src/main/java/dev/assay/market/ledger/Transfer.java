package dev.assay.market.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One booking: amounts that leave accounts and arrive in others, and sum to zero.
 *
 * @param operation with the subject, what this booking is for; no two bookings have the same pair
 * @param entries in the order of their accounts, so that two bookings never wait for each other in a ring
 */
record Transfer(String operation, String subject, Instant at, List<Entry> entries) {

    /**
     * @param account a CAIP-10 account
     * @param amountMicros arrives if positive, leaves if negative
     */
    record Entry(String account, long amountMicros) {}

    Transfer {
        long sum = 0;
        for (Entry entry : entries) {
            sum = Math.addExact(sum, entry.amountMicros());
        }
        if (sum != 0) {
            throw new IllegalArgumentException("a transfer whose entries sum to " + sum);
        }
        entries = entries.stream()
                .filter(entry -> entry.amountMicros() != 0)
                .sorted(Comparator.comparing(Entry::account))
                .toList();
    }

    static Transfer move(String operation, String subject, Instant at, String from, String to, long amountMicros) {
        return new Transfer(
                operation, subject, at, List.of(new Entry(from, -amountMicros), new Entry(to, amountMicros)));
    }

    /** The same with another receiver, who gets a part of it. */
    static Transfer split(String operation, String subject, Instant at, String from, List<Entry> receivers) {
        List<Entry> entries = new ArrayList<>(receivers);
        long total = receivers.stream().mapToLong(Entry::amountMicros).reduce(0, Math::addExact);
        entries.add(new Entry(from, -total));
        return new Transfer(operation, subject, at, merged(entries));
    }

    /** A node may be paid by itself: one entry for each account. */
    private static List<Entry> merged(List<Entry> entries) {
        var sums = new java.util.TreeMap<String, Long>();
        entries.forEach(entry -> sums.merge(entry.account(), entry.amountMicros(), Math::addExact));
        return sums.entrySet().stream()
                .map(sum -> new Entry(sum.getKey(), sum.getValue()))
                .toList();
    }
}
