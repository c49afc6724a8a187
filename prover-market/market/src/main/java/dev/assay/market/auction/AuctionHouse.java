package dev.assay.market.auction;

import dev.assay.edge.ErrorCode;
import dev.assay.market.estimate.Clearings;
import dev.assay.market.estimate.Clearings.Cleared;
import dev.assay.market.job.Job;
import dev.assay.market.job.Jobs;
import dev.assay.market.job.SignedRequest;
import dev.assay.market.lease.Award;
import dev.assay.market.lease.LeaseTable;
import dev.assay.market.lease.Leases;
import dev.assay.market.lease.Losses;
import dev.assay.market.lease.Role;
import dev.assay.market.store.Database;
import dev.assay.market.transcript.ClosedRound;
import dev.assay.market.transcript.Transcript;
import dev.assay.verification.Digest;
import dev.assay.verification.auction.Auction;
import dev.assay.verification.auction.Clearing;
import dev.assay.verification.auction.Outcome;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Quote;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.transcript.RoundBook;
import dev.assay.verification.transcript.RoundSeed;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds auctions: offers a job to the nodes that can take it, collects sealed bids for one window, gives it away. */
public final class AuctionHouse {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Bidders bidders;
    private final Leases leases;
    private final Losses losses;
    private final Database database;
    private final Appraiser appraiser;
    private final Window window;
    private final InstantSource clock;
    private final ConcurrentHashMap<Digest, Round> rounds = new ConcurrentHashMap<>();

    public AuctionHouse(
            Bidders bidders,
            Leases leases,
            Losses losses,
            Database database,
            Appraiser appraiser,
            Window window,
            InstantSource clock) {
        this.bidders = bidders;
        this.leases = leases;
        this.losses = losses;
        this.database = database;
        this.appraiser = appraiser;
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
        return invited.isEmpty() ? new Sale.Unsold(NoBids.ALL_BUSY) : hold(job, Role.PRIMARY, invited);
    }

    /** Looks for a second node for a job whose holder is likely late. Nobody who has it or had it is asked. */
    Sale hedge(Job job, Address holder) throws InterruptedException {
        List<Bidder> serving = bidders.serving(job.circuitId()).stream()
                .filter(bidder -> !bidder.address().equals(holder))
                .toList();
        Leases.Standing standing =
                leases.standing(job.id(), serving.stream().map(Bidder::address).toList());
        List<Bidder> invited = withFreeSlot(fresh(serving, standing), standing);
        return invited.isEmpty() ? new Sale.Unsold(NoBids.ALL_BUSY) : hold(job, Role.HEDGE, invited);
    }

    private static List<Bidder> fresh(List<Bidder> serving, Leases.Standing standing) {
        return serving.stream()
                .filter(bidder -> !standing.hadBefore().contains(bidder.address()))
                .toList();
    }

    private static List<Bidder> withFreeSlot(List<Bidder> wanted, Leases.Standing standing) {
        List<Bidder> free = wanted.stream()
                .filter(bidder -> standing.canTake(bidder.address(), bidder.capacity(), 0))
                .collect(Collectors.toCollection(ArrayList::new));
        if (free.size() <= RoundBook.MAX_BIDS) {
            return free;
        }
        // All bids go into one book. Who is asked must not be for nodes to choose.
        Collections.shuffle(free, RANDOM);
        return free.subList(0, RoundBook.MAX_BIDS);
    }

    /** Who has a standing quote need not be asked: where all have one, the round takes no time. */
    private Sale hold(Job job, Role role, List<Bidder> invited) throws InterruptedException {
        Instant now = clock.instant();
        Map<Address, Signed<Quote>> quotes = new HashMap<>();
        List<Bidder> asked = new ArrayList<>();
        for (Bidder bidder : invited) {
            Optional<Signed<Quote>> quote = bidder.standingQuote(job.circuitId(), now);
            quote.ifPresent(signed -> quotes.put(bidder.address(), signed));
            if (quote.isEmpty() || bidder.isAskedFirst(job.circuitId())) {
                asked.add(bidder);
            }
        }
        Digest opening = random32();
        Round.Answers answers = asked.isEmpty() ? Round.Answers.NONE : ask(job, asked, opening, now);
        return give(role, close(job, opening, answers, invited, asked, quotes));
    }

    private Round.Answers ask(Job job, List<Bidder> asked, Digest opening, Instant now) throws InterruptedException {
        Round round = new Round(
                opening,
                asked.stream().map(Bidder::address).collect(Collectors.toSet()),
                asked.stream().filter(Bidder::isAwaited).map(Bidder::address).collect(Collectors.toSet()));
        rounds.put(job.id(), round);
        try {
            Duration length = window.of(Duration.between(now, job.softDeadline()));
            asked.forEach(bidder -> bidder.offer(job, now.plus(length), RoundSeed.commitment(opening)));
            return round.close(length);
        } finally {
            rounds.remove(job.id(), round);
        }
    }

    /** A bid takes the place of a quote; the quote of a node that was asked and said nothing stands. */
    private HeldRound close(
            Job job,
            Digest opening,
            Round.Answers answers,
            List<Bidder> invited,
            List<Bidder> asked,
            Map<Address, Signed<Quote>> quotes) {
        Map<Address, Bidder> byAddress =
                invited.stream().collect(Collectors.toMap(Bidder::address, Function.identity()));
        List<Tender> tenders = new ArrayList<>();
        answers.bids()
                .forEach(
                        bid -> tenders.add(new Tender.OfBid(Objects.requireNonNull(byAddress.get(bid.signer())), bid)));
        Set<Address> spoke = asked.stream().map(Bidder::address).collect(Collectors.toCollection(HashSet::new));
        spoke.removeAll(answers.unheard());
        quotes.forEach((node, quote) -> {
            if (!spoke.contains(node)) {
                tenders.add(new Tender.OfQuote(Objects.requireNonNull(byAddress.get(node)), quote));
            }
        });
        Instant closedAt = clock.instant();
        Clearing clearing = appraiser.clearing(job, tenders, closedAt, opening);
        return new HeldRound(job, closedAt, clearing, opening, List.copyOf(tenders), answers.without(quotes.keySet()));
    }

    private static Digest random32() {
        byte[] bytes = new byte[Digest.SIZE_BYTES];
        RANDOM.nextBytes(bytes);
        return Digest.of(bytes);
    }

    private Sale give(Role role, HeldRound held) throws InterruptedException {
        if (held.tenders().isEmpty()) {
            return new Sale.Unsold(NoBids.describe(held.answers(), new Outcome.Unsold(List.of()), 0));
        }
        SignedRequest request =
                database.transact(tx -> new Jobs(tx).request(held.job().id()));
        Tally tally = new Tally(held, request, random32());
        HeldRound round = held;
        int passedOver = 0;
        while (true) {
            if (!(Auction.clear(round.clearing()) instanceof Outcome.Sold sold)) {
                append(tally.closed(Optional.empty()));
                tellLosers(round, Optional.empty());
                return new Sale.Unsold(NoBids.describe(round.answers(), Auction.clear(held.clearing()), passedOver));
            }
            Award award = award(role, round, sold, tally.closed(Optional.of(sold)));
            if (award instanceof Award.JobGone) {
                append(tally.closedForNobody());
                tellLosers(round, Optional.empty());
                return new Sale.Gone();
            }
            if (award instanceof Award.Given given && isTaken(round, given)) {
                tellLosers(round, Optional.of(sold.winner()));
                return new Sale.Sold();
            }
            tally.passOver(sold.winner(), whyNot(award));
            round = round.without(sold.winner());
            passedOver++;
        }
    }

    /** A round that gave no lease: its bids were acknowledged, so a market that said that there were none would be found out. */
    private void append(ClosedRound closed) {
        database.transact(tx -> {
            Transcript.append(tx, closed);
            return closed;
        });
    }

    private Award award(Role role, HeldRound round, Outcome.Sold sold, ClosedRound closed) {
        Cleared cleared = round.cleared(sold);
        Leases.Offer offer = new Leases.Offer(
                round.job().id(),
                sold.winner(),
                role,
                sold.priceMicros(),
                Duration.ofMillis(Math.clamp(cleared.expectedMillis(), 0, Integer.MAX_VALUE)));
        return leases.award(offer, (tx, token) -> {
            new LeaseTable(tx).insertBids(token, round.answers().bids());
            new Clearings(tx).insert(token, cleared);
            Transcript.append(tx, closed);
        });
    }

    /** A node that does not accept at once is passed over: the next one is asked. */
    private boolean isTaken(HeldRound round, Award.Given given) throws InterruptedException {
        boolean isTold = round.tenders().stream()
                .map(Tender::bidder)
                .filter(bidder -> bidder.address().equals(given.lease().node()))
                .anyMatch(bidder -> bidder.award(given));
        if (isTold && leases.awaitAcceptance(given.lease())) {
            return true;
        }
        return !losses.passedOver(given.lease());
    }

    private static String whyNot(Award award) {
        return switch (award) {
            case Award.NodeFull ignored -> "NODE_FULL";
            case Award.NodeUnavailable ignored -> "NODE_UNAVAILABLE";
            case Award.NodeUncovered ignored -> "NODE_UNCOVERED";
            case Award.Given ignored -> ErrorCode.NOT_ACCEPTED.name();
            case Award.JobGone ignored -> throw new IllegalArgumentException("nobody is passed over");
        };
    }

    /** Those that bid for this very job; a standing quote waits for nothing. */
    private static void tellLosers(HeldRound round, Optional<Address> winner) {
        for (Tender tender : round.tenders()) {
            if (tender instanceof Tender.OfBid
                    && !winner.equals(Optional.of(tender.bidder().address()))) {
                tender.bidder().auctionClosed(round.job().id());
            }
        }
    }
}
