package dev.assay.bench.auction;

import dev.assay.verification.auction.Rules;

/**
 * What one run of the simulation is about.
 *
 * @param windowMillis how long bids are waited for; 0 for standing quotes, which all count
 * @param hedgePpm below that probability of being in time a second node is put on the job; 0 for never
 * @param collateralPpm what a node puts up for a job, over its price
 * @param sharePpm who had more of the latest jobs is put aside, if there is somebody else; 1,000,000 for no cap
 * @param urgency soft deadlines over the time that the work takes, at the tightest
 */
record Settings(
        Mechanism mechanism,
        Population population,
        Rules rules,
        int jobs,
        long seed,
        double windowMillis,
        int hedgePpm,
        int collateralPpm,
        int sharePpm,
        double urgency) {

    static Settings of(Mechanism mechanism, Population population, int jobs, long seed) {
        return new Settings(mechanism, population, Rules.STANDARD, jobs, seed, 0, 500_000, 1_000_000, 1_000_000, 3);
    }

    Settings withRules(Rules other) {
        return new Settings(
                mechanism, population, other, jobs, seed, windowMillis, hedgePpm, collateralPpm, sharePpm, urgency);
    }

    Settings withWindow(double millis, double otherUrgency) {
        return new Settings(
                mechanism, population, rules, jobs, seed, millis, hedgePpm, collateralPpm, sharePpm, otherUrgency);
    }

    Settings withHedge(int ppm) {
        return new Settings(
                mechanism, population, rules, jobs, seed, windowMillis, ppm, collateralPpm, sharePpm, urgency);
    }

    Settings withCollateral(int ppm) {
        return new Settings(mechanism, population, rules, jobs, seed, windowMillis, hedgePpm, ppm, sharePpm, urgency);
    }

    Settings withShare(int ppm) {
        return new Settings(
                mechanism, population, rules, jobs, seed, windowMillis, hedgePpm, collateralPpm, ppm, urgency);
    }
}
