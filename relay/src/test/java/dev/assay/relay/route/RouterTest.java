package dev.assay.relay.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.proto.v1.TeeResult;
import dev.assay.relay.request.LiveRequest;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RouterTest {

    private static final int CAPACITY = 3;

    /**
     * One stream of an enclave that does at random whatever an enclave can do. Who comes back does so on a stream of its
     * own, with a count of its own: two threads may send the same enclave away and back at the same time.
     */
    private static final class Fickle implements Outbox {

        private final Router router;
        private final ExecutorService executor;
        private final Random random;
        private final int number;
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most;
        private final Enclave enclave;

        Fickle(Router router, ExecutorService executor, int number, Random random, AtomicInteger most) {
            this.router = router;
            this.executor = executor;
            this.random = random;
            this.number = number;
            this.most = most;
            this.enclave = newEnclave();
        }

        private Enclave newEnclave() {
            Digest id = Digest.sha256(new byte[] {(byte) number});
            return new Enclave(
                    new Enclave.Attested(id, Address.of(new byte[20]), ByteString.EMPTY, Instant.now(), CAPACITY, 0),
                    this);
        }

        void attach() {
            router.join(enclave);
        }

        @Override
        public void admitted() {}

        @Override
        public void execute(LiveRequest request) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            executor.execute(() -> answer(enclave, request));
        }

        private void answer(Enclave asked, LiveRequest request) {
            int dice;
            synchronized (random) {
                dice = random.nextInt(20);
            }
            Trouble trouble = new Trouble(ErrorCode.INTERNAL, "bad luck");
            switch (dice) {
                case 0 -> {
                    router.leave(asked, "bad luck");
                    new Fickle(router, executor, number, random, most).attach();
                }
                case 1 -> settle(asked, request, new Outcome.Faltered(trouble));
                case 2 -> settle(asked, request, new Outcome.Deceived(trouble));
                case 3 -> settle(asked, request, new Outcome.Declined(trouble));
                case 4 -> {} // never answers
                default -> settle(asked, request, new Outcome.Fulfilled(TeeResult.getDefaultInstance()));
            }
        }

        private void settle(Enclave asked, LiveRequest request, Outcome outcome) {
            router.claim(asked, request.id()).ifPresent(placement -> {
                running.decrementAndGet();
                router.settle(placement, asked, outcome);
            });
        }

        @Override
        public void cancel(Digest requestId) {
            running.decrementAndGet();
        }

        @Override
        public void drain() {}

        @Override
        public void close(Failure why) {}
    }

    @Test
    void everyRequestEndsOnceWhateverEnclavesDo() throws Exception {
        try (ScheduledExecutorService timers = Executors.newScheduledThreadPool(1);
                ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Router router = new Router(
                    new Router.Limits(1000, Duration.ofMillis(500), 3, Duration.ofMillis(20)),
                    InstantSource.system(),
                    timers,
                    new Counters());
            AtomicInteger most = new AtomicInteger();
            for (int i = 0; i < 6; i++) {
                new Fickle(router, executor, i, new Random(i), most).attach();
            }
            List<LiveRequest> requests = submit(router, executor);
            router.awaitIdle(Duration.ofSeconds(20));
            for (LiveRequest request : requests) {
                assertTrue(request.ended(), request.newest().toString());
                assertEquals(
                        request.newest(),
                        request.events().at(request.newest().getSequence()).orElseThrow());
            }
            assertTrue(most.get() <= CAPACITY, "at once: " + most.get());
            assertTrue(
                    router.enclaves().stream().allMatch(enclave -> enclave.getInFlight() == 0),
                    router.enclaves().toString());
        }
    }

    private static List<LiveRequest> submit(Router router, ExecutorService executor) throws Exception {
        List<LiveRequest> requests = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            requests.add(Requests.within(Duration.ofMillis(3000 + i), 100));
        }
        for (LiveRequest request : requests) {
            executor.execute(() -> router.place(request));
            if (request.id().bytes()[0] % 10 == 0) {
                executor.execute(() -> router.cancel(request));
            }
        }
        TimeUnit.MILLISECONDS.sleep(200);
        return requests;
    }
}
