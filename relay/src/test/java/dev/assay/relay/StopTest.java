package dev.assay.relay;

import static dev.assay.relay.Await.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.proto.v1.ComputeServiceGrpc;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.WatchRequest;
import dev.assay.proto.v1.WatchResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StopTest {

    private static SlowStream<WatchRequest, WatchResponse> watch(TestRelay relay, ByteString id) {
        SlowStream<WatchRequest, WatchResponse> watcher = new SlowStream<>();
        ComputeServiceGrpc.newStub(relay.channel)
                .watch(WatchRequest.newBuilder().setRequestId(id).build(), watcher);
        watcher.ask(100);
        return watcher;
    }

    private static Event last(SlowStream<WatchRequest, WatchResponse> watcher) throws Exception {
        watcher.ended.get(10, TimeUnit.SECONDS);
        return watcher.received.getLast().getEvent();
    }

    @Test
    void letsWhatRunsFinishAndTakesNothingNew() throws Exception {
        try (TestRelay relay = TestRelay.start("DRAIN=5s")) {
            FakeEnclave enclave = relay.attach((self, execute) -> {
                self.drained.get(10, TimeUnit.SECONDS);
                Thread.sleep(300);
                self.complete(execute, execute.getInput());
            });
            SlowStream<WatchRequest, WatchResponse> watcher = watch(relay, relay.submit(TestRequest.tee("hello")));
            Await.until("it to run", () -> !enclave.executed.isEmpty());
            Thread closing = Thread.startVirtualThread(relay.relay::close);
            enclave.drained.get(10, TimeUnit.SECONDS);
            assertFails(ErrorCode.UNAVAILABLE, () -> relay.submit(TestRequest.tee("too late")));
            assertEquals(Fulfilment.FULFILMENT_FULFILLED, last(watcher).getFulfilment());
            closing.join();
        }
    }

    @Test
    void failsWhatWaitsAndDoesNotWaitForABlackHoleForever() throws Exception {
        try (TestRelay relay = TestRelay.start("DRAIN=500ms", "MAX_ENCLAVE_CAPACITY=1")) {
            FakeEnclave hole = relay.attach(FakeEnclave.BLACK_HOLE);
            relay.submit(TestRequest.tee("swallowed"));
            Await.until("it to run", () -> !hole.executed.isEmpty());
            SlowStream<WatchRequest, WatchResponse> waiting = watch(relay, relay.submit(TestRequest.tee("waits")));
            Await.until("the watch", () -> !waiting.received.isEmpty());
            Instant start = Instant.now();
            Thread closing = Thread.startVirtualThread(relay.relay::close);
            assertEquals("UNAVAILABLE", last(waiting).getCode());
            closing.join();
            assertTrue(Duration.between(start, Instant.now()).toSeconds() < 5);
        }
    }
}
