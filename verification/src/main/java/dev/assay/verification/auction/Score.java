package dev.assay.verification.auction;

/**
 * What a candidate costs the requester: what it asks, what its lateness is expected to cost, and what its failure would.
 *
 * @param penaltyMicros all of it but the ask
 * @param ticks the whole in ticks, rounded up
 */
record Score(Candidate candidate, long penaltyMicros, long ticks, boolean isEstablished) {

    static Score of(Candidate candidate, Terms terms, Rules rules) {
        int workClass = WorkClass.of(terms.workMillis());
        History history = candidate.history();
        long lateMillis = 0;
        long all = 0;
        long inTime = 0;
        for (int bucket = 0; bucket < Overruns.COUNT; bucket++) {
            long weight = Overruns.weight(history, bucket, rules.priorMilliJobs());
            long millis = Overruns.boundMillis(bucket, candidate.expectedMillis());
            all += weight;
            if (millis <= terms.hardMillis()) {
                inTime += weight;
                lateMillis = Exact.add(lateMillis, Exact.multiply(weight, Math.max(0, millis - terms.softMillis())));
            }
        }
        // Without a prior and a history nothing is known: then the node's word is all there is.
        long expectedLate = all == 0 ? Math.max(0, candidate.expectedMillis() - terms.softMillis()) : lateMillis / all;
        long inTimePpm = all == 0 ? 1_000_000 : Exact.mulDiv(inTime, 1_000_000, all);
        long evidence = history.evidenceMilliJobs(workClass);
        long onTimePpm = history.deliversPpm(evidence, workClass, rules) * inTimePpm / 1_000_000;
        long loss = Exact.mulDiv(terms.reserveMicros(), rules.lossPpm(), 1_000_000);
        long penalty = Exact.add(
                Exact.mulDiv(terms.slopeMicrosPerSecond(), expectedLate, 1000),
                Exact.mulDiv(loss, 1_000_000 - onTimePpm, 1_000_000));
        long score = Exact.add(candidate.askMicros(), penalty);
        return new Score(
                candidate, penalty, Exact.ceilDiv(score, rules.tickMicros()), evidence >= rules.establishedMilliJobs());
    }

    long scoreMicros() {
        return Exact.add(candidate.askMicros(), penaltyMicros);
    }
}
