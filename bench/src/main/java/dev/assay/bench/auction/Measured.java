package dev.assay.bench.auction;

import java.util.Locale;

/** Sums over the jobs of one run, in the ledger's micros. */
final class Measured {

    int jobs;
    int delivered;
    int onTime;
    int failures;
    int hedges;
    int newcomerWins;
    double valueOfAllMicros;
    double realisedMicros;
    double costMicros;
    double usefulCostMicros;
    double paidMicros;
    double wastedMicros;
    double slashedMicros;

    /** Of what the requesters would have if every proof came in time and cost nothing. */
    double welfare() {
        return (realisedMicros - costMicros) / valueOfAllMicros;
    }

    double priceOverCost() {
        return paidMicros / Math.max(1, usefulCostMicros);
    }

    double onTimeRate() {
        return (double) onTime / jobs;
    }

    /** Value of what was not delivered, and work for nothing, of the value of all. */
    double lost() {
        return (valueOfAllMicros - realisedMicros + wastedMicros) / valueOfAllMicros;
    }

    /** What requesters keep: value less payments, with their share of collateral. */
    double requesters() {
        return (realisedMicros - paidMicros + slashedMicros / 2) / valueOfAllMicros;
    }

    String line(String name) {
        return String.format(
                Locale.ROOT,
                "%-44s welfare %5.1f %%  requesters %5.1f %%  price/cost %5.2f  on time %5.1f %%  revenue %7.0f  lost %5.1f %%"
                        + "  failures %5d  hedges %5d  newcomers %4.1f %%",
                name,
                100 * welfare(),
                100 * requesters(),
                priceOverCost(),
                100 * onTimeRate(),
                paidMicros / jobs,
                100 * lost(),
                failures,
                hedges,
                100.0 * newcomerWins / jobs);
    }

    String json(String sweep, String name) {
        return String.format(
                Locale.ROOT,
                "{\"sweep\":\"%s\",\"what\":\"%s\",\"jobs\":%d,\"welfare\":%.4f,\"requesters\":%.4f,\"priceOverCost\":%.3f,"
                        + "\"onTime\":%.4f,\"revenueMicrosPerJob\":%.0f,\"lost\":%.4f,\"failures\":%d,\"hedges\":%d,"
                        + "\"newcomerWins\":%d}",
                sweep,
                name,
                jobs,
                welfare(),
                requesters(),
                priceOverCost(),
                onTimeRate(),
                paidMicros / jobs,
                lost(),
                failures,
                hedges,
                newcomerWins);
    }
}
