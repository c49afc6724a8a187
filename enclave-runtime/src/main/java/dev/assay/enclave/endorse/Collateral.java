package dev.assay.enclave.endorse;

import dev.assay.verification.Digest;
import dev.assay.verification.Rejection;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers from the cache or from a source. The same question, asked by several at one time, goes out once. Of what is in the
 * cache and what a source gives, the newer is taken: a source that is rolled back, or an attacker that replays it, does not
 * take us back with it.
 */
final class Collateral {

    private static final Logger LOG = LoggerFactory.getLogger(Collateral.class);

    private final Attempts attempts;
    private final int most;
    private final CollateralCache cache;
    private final InstantSource clock;
    private final ExecutorService threads;
    private final Map<Digest, CompletableFuture<Answer>> underWay = new ConcurrentHashMap<>();

    /** @param most how often a question is asked that the cache has no answer to */
    Collateral(Attempts attempts, int most, CollateralCache cache, InstantSource clock, ExecutorService threads) {
        this.attempts = attempts;
        this.most = most;
        this.cache = cache;
        this.clock = clock;
        this.threads = threads;
    }

    /** Starts, and does not wait. */
    Pending ask(Question question, LifeReader reader) {
        CompletableFuture<Answer> mine = new CompletableFuture<>();
        CompletableFuture<Answer> other = underWay.putIfAbsent(question.key(), mine);
        if (other != null) {
            return new Pending(question, other);
        }
        try {
            threads.execute(() -> run(question, reader, mine));
        } catch (RejectedExecutionException e) {
            underWay.remove(question.key(), mine);
            mine.completeExceptionally(new IOException(question + ": closed", e));
        }
        return new Pending(question, mine);
    }

    private void run(Question question, LifeReader reader, CompletableFuture<Answer> result) {
        try {
            Answer answer = answer(question, reader);
            underWay.remove(question.key(), result);
            result.complete(answer);
        } catch (IOException | RuntimeException e) {
            underWay.remove(question.key(), result);
            result.completeExceptionally(e);
        }
    }

    private Answer answer(Question question, LifeReader reader) throws IOException {
        Optional<Kept> kept = cache.find(question, reader);
        if (kept.isPresent() && kept.get().isFresh(question, clock.instant())) {
            return kept.get().answer();
        }
        Optional<Kept> good = kept.filter(one -> !one.life().hasEnded(clock.instant()));
        if (good.isEmpty()) {
            return newer(question, kept, fetch(question, reader, most)).answer();
        }
        try {
            return newer(question, kept, fetch(question, reader, 1)).answer();
        } catch (IOException e) {
            LOG.warn(
                    "kept until {}, since asking again has failed: {}",
                    good.get().life().until(),
                    e.getMessage());
            return good.get().answer();
        }
    }

    private Kept fetch(Question question, LifeReader reader, int times) throws IOException {
        Answer answer = attempts.ask(question, times);
        Instant now = clock.instant();
        Life life = life(question, reader, answer, now);
        if (life.hasEnded(now)) {
            throw new MalformedAnswer(question + ": what the source gives has ended at " + life.until() + ", and it is "
                    + now + ": the source is stale, or this machine's clock is wrong");
        }
        return new Kept(answer, life, now);
    }

    private static Life life(Question question, LifeReader reader, Answer answer, Instant now) throws MalformedAnswer {
        try {
            return reader.read(answer, now);
        } catch (Rejection rejection) {
            throw new MalformedAnswer(question + ": the source gives something else: " + rejection.detail());
        } catch (MalformedAnswer e) {
            throw new MalformedAnswer(question + ": the source gives something else: " + e.getMessage());
        }
    }

    private Kept newer(Question question, Optional<Kept> kept, Kept fetched) {
        Optional<Kept> better = kept.filter(old -> fetched.life().isOlderThan(old.life()));
        if (better.isEmpty()) {
            cache.keep(question, fetched);
            return fetched;
        }
        LOG.warn(
                "{}: the source gives {}, which is older than {}, which it gave before",
                question,
                fetched.life(),
                better.get().life());
        return better.get().life().hasEnded(clock.instant()) ? fetched : better.get();
    }
}
