package dev.assay.enclave.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.proto.v1.TeeResult;
import dev.assay.verification.Digest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class AnswersTest {
    private static final Instant DEADLINE = Instant.now().plusSeconds(3_600);

    private final Answers answers = new Answers(InstantSource.system());
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void worksOnceForAllWhoAskAtTheSameTime() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        Supplier<Answer> slow = () -> {
            runs.incrementAndGet();
            await(release);
            return completed(10);
        };
        FutureTask<Answer> first = new FutureTask<>(() -> answers.once(id(1), DEADLINE, slow));
        FutureTask<Answer> second = new FutureTask<>(() -> answers.once(id(1), DEADLINE, slow));
        Thread.ofVirtual().start(first);
        Thread.ofVirtual().start(second);
        Thread.sleep(100);
        release.countDown();
        assertSame(first.get(), second.get());
        assertEquals(1, runs.get());
    }

    @Test
    void triesAgainWhatWasRefused() {
        assertRefused(ErrorCode.OVERLOADED, answers.once(id(1), DEADLINE, () -> refused(ErrorCode.OVERLOADED)));
        assertInstanceOf(Answer.Completed.class, answers.once(id(1), DEADLINE, () -> completed(10)));
    }

    @Test
    void neverSignsTwiceEvenWhenTheFirstAnswerIsForgotten() {
        for (int i = 0; i < 30; i++) {
            answers.once(id(i), DEADLINE, () -> completed(3 << 20));
        }
        assertRefused(ErrorCode.OVERLOADED, answers.once(id(0), DEADLINE, this::unexpected));
        assertInstanceOf(Answer.Completed.class, answers.once(id(29), DEADLINE, this::unexpected));
        assertEquals(0, runs.get());
    }

    @Test
    void staysCancelled() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        FutureTask<Answer> task = new FutureTask<>(() -> answers.once(id(1), DEADLINE, () -> {
            runs.incrementAndGet();
            await(never);
            return refused(ErrorCode.INTERNAL);
        }));
        Thread.ofVirtual().start(task);
        while (runs.get() == 0) {
            Thread.onSpinWait();
        }
        answers.cancel(id(1));
        assertRefused(ErrorCode.CANCELLED, task.get());
        assertRefused(ErrorCode.CANCELLED, answers.once(id(1), DEADLINE, this::unexpected));
    }

    @Test
    void letsTheNextTryAfterAFault() {
        assertThrows(
                IllegalStateException.class,
                () -> answers.once(id(1), DEADLINE, () -> {
                    throw new IllegalStateException("planted");
                }));
        assertInstanceOf(Answer.Completed.class, answers.once(id(1), DEADLINE, () -> completed(1)));
    }

    private Answer unexpected() {
        runs.incrementAndGet();
        return completed(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Digest id(int number) {
        return Digest.sha256(new byte[] {(byte) number});
    }

    private static Answer completed(int sizeBytes) {
        return new Answer.Completed(TeeResult.newBuilder()
                .setOutput(ByteString.copyFrom(new byte[sizeBytes]))
                .build());
    }

    private static Answer refused(ErrorCode code) {
        return new Answer.Refused(new Failure(code, "planted"));
    }

    private static void assertRefused(ErrorCode code, Answer answer) {
        assertEquals(
                code, assertInstanceOf(Answer.Refused.class, answer).failure().code());
    }
}
