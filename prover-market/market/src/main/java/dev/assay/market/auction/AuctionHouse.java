package dev.assay.market.auction;

import dev.assay.market.job.Job;
import dev.assay.market.job.Jobs;
import dev.assay.market.job.SignedRequest;
import dev.assay.market.lease.Award;
import dev.assay.market.lease.Leases;
import dev.assay.market.store.Database;
import dev.assay.market.transcript.ClosedRound;
import dev.assay.market.transcript.Transcript;
import dev.assay.verification.Digest;
import dev.assay.verification.auction.Outcome;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.transcript.RoundSeed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds auctions: offers a job to the nodes that can take it, collects sealed bids for one window, gives it away. */
public final class AuctionHouse {

    private final Bidders bidders;
    private final Leases leases;
    private final Database database;
    private final SigningDomain domain;
    private final Duration window;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentHashMap<Digest, Round> rounds = new ConcurrentHashMap<>();

    public AuctionHouse(
            Bidders bidders,
            Leases leases,
            Database database,
            SigningDomain domain,
            Duration window,
            InstantSource clock) {
        this.bidders = bidders;
        this.leases = leases;
        this.database = database;
        this.domain = domain;
        this.window = window;
        this.clock = clock;
    }

    /** Whether a bid of the node for the job would count now: nothing else is worth the check of its signature. */
    public boolean awaits(Address node, Digest jobId) {
        Round round = rounds.get(jobId);
        return round != null && round.awaits(node);
    }

    /**
     * A bid came.
     *
     * @return the market's commitment to its part of the round's randomness; empty if the bid does not count
     */
    public Optional<Digest> bid(Signed<Bid> bid) {
        return Optional.ofNullable(rounds.get(bid.statement().jobId()))
                .filter(round -> round.bid(bid))
                .map(round -> RoundSeed.commitment(round.opening()));
    }

    public void pass(Address node, Digest jobId, String code) {
        Optional.ofNullable(rounds.get(jobId)).ifPresent(round -> round.pass(node, code));
    }

    /** A node's stream ended: no round waits for it. */
    public void gone(Address node) {
        rounds.values().forEach(round -> round.pass(node, "DETACHED"));
    }

    /** Who is asked of the nodes that serve the circuit. */
    enum Audience {
        /** Only those that did not lose the job before. */
        FRESH,
        /** Those too, after a pause in which nobody else wanted it. */
        EVERYBODY
    }

    Sale sell(Job job, Audience audience) throws InterruptedException {
        List<Bidder> serving = bidders.serving(job.circuitId());
        if (serving.isEmpty()) {
            return new Sale.Unsold(NoBids.NOBODY_SERVES);
        }
        Leases.Standing standing =
                leases.standing(job.id(), serving.stream().map(Bidder::address).toList());
        List<Bidder> wanted = audience == Audience.EVERYBODY ? serving : fresh(serving, standing);
        if (wanted.isEmpty()) {
            return new Sale.Unsold(NoBids.ALL_HAD_IT);
        }
        List<Bidder> invited = withFreeSlot(wanted, standing);
        return invited.isEmpty() ? new Sale.Unsold(NoBids.ALL_BUSY) : hold(job, invited);
    }

    private static List<Bidder> fresh(List<Bidder> serving, Leases.Standing standing) {
        return serving.stream()
                .filter(bidder -> !standing.hadBefore().contains(bidder.address()))
                .toList();
    }

    private static List<Bidder> withFreeSlot(List<Bidder> wanted, Leases.Standing standing) {
        return wanted.stream()
                .filter(bidder -> standing.canTake(bidder.address(), bidder.capacity(), 0))
                .toList();
    }

    private Sale hold(Job job, List<Bidder> invited) throws InterruptedException {
        Map<Address, Bidder> byAddress =
                invited.stream().collect(Collectors.toMap(Bidder::address, Function.identity()));
        Round round = new Round(
                random32(),
                byAddress.keySet(),
                invited.stream().filter(Bidder::isAwaited).map(Bidder::address).collect(Collectors.toSet()));
        rounds.put(job.id(), round);
        try {
            Instant closes = clock.instant().plus(window);
            Digest seed = RoundSeed.commitment(round.opening());
            invited.forEach(bidder -> bidder.offer(job, closes, seed));
            return give(job, round.opening(), round.close(window), byAddress);
        } finally {
            rounds.remove(job.id(), round);
        }
    }

    private Digest random32() {
        byte[] bytes = new byte[Digest.SIZE_BYTES];
        random.nextBytes(bytes);
        return Digest.of(bytes);
    }

    private Sale give(Job job, Digest opening, Round.Answers answers, Map<Address, Bidder> bidders) {
        if (answers.bids().isEmpty()) {
            return new Sale.Unsold(NoBids.describe(answers, 0, 0, 0));
        }
        SignedRequest request = database.transact(tx -> new Jobs(tx).request(job.id()));
        Tally tally = new Tally(job, request, answers, opening, clock.instant(), domain);
        while (true) {
            Outcome outcome = tally.clear();
            ClosedRound closed = tally.closed(outcome, random32());
            switch (outcome) {
                case Outcome.Unsold unsold -> {
                    return unsold(job, closed, describe(answers, unsold, tally.passedOver()), answers, bidders);
                }
                case Outcome.Sold sold -> {
                    Award award = leases.award(job.id(), sold.winner(), sold.priceMicros(), answers.bids(), closed);
                    if (!(award instanceof Award.NodeFull)) {
                        return conclude(job, award, answers, bidders);
                    }
                    tally.passOver(sold.winner(), Tally.NODE_FULL);
                }
            }
        }
    }

    /** Bids that nobody took are written down too: a market that said there were none would be found out. */
    private Sale unsold(Job job, ClosedRound closed, String why, Round.Answers answers, Map<Address, Bidder> bidders) {
        database.transact(tx -> {
            Transcript.append(tx, closed);
            return closed;
        });
        tellLosers(job, answers, bidders, Optional.empty());
        return new Sale.Unsold(why);
    }

    private static String describe(Round.Answers answers, Outcome.Unsold unsold, int overCommitted) {
        long tooSlow = unsold.losers().stream()
                .filter(lost -> lost.cause() == Outcome.Cause.TOO_LATE)
                .count();
        int tooDear = unsold.losers().size() - (int) tooSlow;
        return NoBids.describe(answers, (int) tooSlow, tooDear, overCommitted);
    }

    private Sale conclude(Job job, Award award, Round.Answers answers, Map<Address, Bidder> bidders) {
        if (!(award instanceof Award.Given given)) {
            tellLosers(job, answers, bidders, Optional.empty());
            return new Sale.Gone();
        }
        Address winner = given.lease().node();
        Bidder bidder = bidders.get(winner);
        if (bidder == null || !bidder.award(given)) {
            leases.disconnected(winner);
        }
        tellLosers(job, answers, bidders, Optional.of(winner));
        return new Sale.Sold();
    }

    private static void tellLosers(
            Job job, Round.Answers answers, Map<Address, Bidder> bidders, Optional<Address> winner) {
        for (Signed<Bid> bid : answers.bids()) {
            Bidder bidder = bidders.get(bid.signer());
            if (bidder != null && !winner.equals(Optional.of(bid.signer()))) {
                bidder.auctionClosed(job.id());
            }
        }
    }
}
