package dev.assay.market.auction;

import dev.assay.market.job.Job;
import dev.assay.market.lease.Award;
import dev.assay.market.lease.Leases;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Signed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
    private final Duration window;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentHashMap<Digest, Round> rounds = new ConcurrentHashMap<>();

    public AuctionHouse(Bidders bidders, Leases leases, Duration window, InstantSource clock) {
        this.bidders = bidders;
        this.leases = leases;
        this.window = window;
        this.clock = clock;
    }

    /** Whether a bid of the node for the job would count now: nothing else is worth the check of its signature. */
    public boolean awaits(Address node, Digest jobId) {
        Round round = rounds.get(jobId);
        return round != null && round.awaits(node);
    }

    public void bid(Signed<Bid> bid) {
        Optional.ofNullable(rounds.get(bid.statement().jobId())).ifPresent(round -> round.bid(bid));
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
                byAddress.keySet(),
                invited.stream().filter(Bidder::isAwaited).map(Bidder::address).collect(Collectors.toSet()));
        rounds.put(job.id(), round);
        try {
            Instant closes = clock.instant().plus(window);
            invited.forEach(bidder -> bidder.offer(job, closes));
            return give(job, round.close(window), byAddress);
        } finally {
            rounds.remove(job.id(), round);
        }
    }

    private Sale give(Job job, Round.Answers answers, Map<Address, Bidder> bidders) {
        List<Ask> inTime = new ArrayList<>(answers.bids().stream()
                .filter(bid -> isInTime(bid.statement(), job))
                .map(bid -> new Ask(bid.signer(), bid.statement().priceMicros()))
                .toList());
        int tooSlow = answers.bids().size() - inTime.size();
        int overCommitted = 0;
        while (true) {
            if (!(Auction.clear(inTime, job.maxPriceMicros(), random)
                    instanceof Outcome.Sold(Address winner, long price))) {
                tellLosers(job, answers, bidders, Optional.empty());
                return new Sale.Unsold(NoBids.describe(answers, tooSlow, inTime.size(), overCommitted));
            }
            Award award = leases.award(job.id(), winner, price, answers.bids());
            if (!(award instanceof Award.NodeFull)) {
                return conclude(job, award, answers, bidders);
            }
            inTime.removeIf(ask -> ask.node().equals(winner));
            overCommitted++;
        }
    }

    private boolean isInTime(Bid bid, Job job) {
        Duration left = Duration.between(clock.instant(), job.deadline());
        return bid.expectedMillis() <= left.toMillis();
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
