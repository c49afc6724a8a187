package dev.assay.market.auction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Signed;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoundTest {

    private final SigningKey alice = SigningKey.generate(new SecureRandom());
    private final SigningKey bob = SigningKey.generate(new SecureRandom());
    private final Round round = new Round(Digest.sha256(), both(), both());

    private Set<Address> both() {
        return Set.of(alice.address(), bob.address());
    }

    private static Signed<Bid> bid(SigningKey key, long priceMicros) {
        return Signed.sign(new Bid(Digest.sha256(), priceMicros, 1, Digest.sha256()), key, SigningDomain.dev());
    }

    @Test
    void closesAsSoonAsAllHaveAnswered() throws InterruptedException {
        long begun = System.nanoTime();
        round.bid(bid(alice, 5));
        round.pass(bob.address(), "BUSY");
        Round.Answers answers = round.close(Duration.ofMinutes(1));
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 10);
        assertEquals(1, answers.bids().size());
        assertEquals(Map.of("BUSY", 1), answers.passes());
        assertEquals(0, answers.silent());
    }

    @Test
    void waitsForTheSilentOnlyUntilTheWindowEnds() throws InterruptedException {
        round.bid(bid(alice, 5));
        Round.Answers answers = round.close(Duration.ofMillis(30));
        assertEquals(1, answers.silent());
    }

    @Test
    void doesNotWaitForAnybodyElseButHearsHim() throws InterruptedException {
        Round impatient = new Round(Digest.sha256(), both(), Set.of(alice.address()));
        impatient.bid(bid(bob, 3));
        impatient.bid(bid(alice, 5));
        assertEquals(2, impatient.close(Duration.ofMinutes(1)).bids().size());
        Round silent = new Round(Digest.sha256(), both(), Set.of(alice.address()));
        silent.pass(alice.address(), "BUSY");
        long begun = System.nanoTime();
        assertEquals(1, silent.close(Duration.ofMinutes(1)).silent());
        assertTrue(Duration.ofNanos(System.nanoTime() - begun).toSeconds() < 10);
    }

    /** Else nodes that were silent once, all of them, could never bid again. */
    @Test
    void waitsForAllIfNobodyHasAnsweredOfLate() throws InterruptedException {
        Round last = new Round(Digest.sha256(), both(), Set.of());
        Thread.ofVirtual().start(() -> {
            last.bid(bid(bob, 3));
            last.bid(bid(alice, 5));
        });
        assertEquals(2, last.close(Duration.ofMinutes(1)).bids().size());
    }

    @Test
    void firstAnswerOfANodeBinds() throws InterruptedException {
        Signed<Bid> first = bid(alice, 5);
        round.bid(first);
        assertFalse(round.awaits(alice.address()));
        round.bid(bid(alice, 1));
        round.pass(alice.address(), "SORRY");
        Round.Answers answers = round.close(Duration.ZERO);
        assertEquals(List.of(first), answers.bids());
        assertEquals(Map.of(), answers.passes());
    }

    @Test
    void hearsNobodyWhoWasNotInvitedOrComesLate() throws InterruptedException {
        round.bid(bid(SigningKey.generate(new SecureRandom()), 1));
        Round.Answers answers = round.close(Duration.ZERO);
        assertEquals(List.of(), answers.bids());
        assertFalse(round.awaits(alice.address()));
        round.bid(bid(alice, 5));
        assertEquals(List.of(), round.close(Duration.ZERO).bids());
    }
}
