package dev.assay.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.proto.v1.ComputeServiceGrpc;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.WatchRequest;
import dev.assay.proto.v1.WatchResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static WatchRequest from(ByteString id, long sequence) {
        return WatchRequest.newBuilder()
                .setRequestId(id)
                .setFromSequence(sequence)
                .build();
    }

    private static List<Long> sequences(List<Event> events) {
        return events.stream().map(Event::getSequence).toList();
    }

    @Test
    void resumesWhereItStoppedWithoutAGap() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            ByteString id = relay.submit(TestRequest.tee("hello"));
            Iterator<WatchResponse> first = relay.client().watch(from(id, 0));
            assertEquals(1, first.next().getEvent().getSequence());
            relay.attach(FakeEnclave.ECHO);
            assertEquals(List.of(2L, 3L), sequences(relay.watch(id, 2)));
            assertEquals(List.of(1L, 2L, 3L), sequences(relay.watch(id, 1)));
            assertEquals(List.of(3L), sequences(relay.watch(id, 3)));
        }
    }

    @Test
    void endsAtOnceWhenNothingComesAfterTheLastEvent() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            relay.attach(FakeEnclave.ECHO);
            ByteString id = relay.submit(TestRequest.tee("hello"));
            relay.lastEvent(id);
            assertEquals(List.of(), relay.watch(id, 100));
            assertEquals(List.of(), relay.watch(id, -1));
        }
    }

    @Test
    void waitsForEventsThatAreStillToCome() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            ByteString id = relay.submit(TestRequest.tee("hello"));
            SlowStream<WatchRequest, WatchResponse> later = new SlowStream<>();
            ComputeServiceGrpc.newStub(relay.channel).watch(from(id, 3), later);
            later.ask(1);
            relay.attach(FakeEnclave.ECHO);
            later.ended.get(10, TimeUnit.SECONDS);
            assertEquals(
                    Fulfilment.FULFILMENT_FULFILLED,
                    later.received.getFirst().getEvent().getFulfilment());
        }
    }

    @Test
    void slowWatcherHoldsUpNobodyAndMissesNothing() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            relay.attach(FakeEnclave.ECHO);
            ByteString id = relay.submit(TestRequest.tee("hello"));
            SlowStream<WatchRequest, WatchResponse> slow = new SlowStream<>();
            ComputeServiceGrpc.newStub(relay.channel).watch(from(id, 1), slow);
            assertEquals(Fulfilment.FULFILMENT_FULFILLED, relay.lastEvent(id).getFulfilment());
            assertTrue(slow.received.isEmpty());
            for (int asked = 1; asked <= 3; asked++) {
                slow.ask(1);
                int expected = asked;
                Await.until("event " + asked, () -> slow.received.size() == expected);
            }
            slow.ended.get(10, TimeUnit.SECONDS);
            assertEquals(
                    List.of(1L, 2L, 3L),
                    sequences(
                            slow.received.stream().map(WatchResponse::getEvent).toList()));
        }
    }

    @Test
    void boundsTheWatchersOfOneRequestAndForgetsThoseThatLeave() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            ByteString id = relay.submit(TestRequest.tee("hello"));
            List<SlowStream<WatchRequest, WatchResponse>> watchers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                watchers.add(watcher(relay, id));
            }
            for (SlowStream<WatchRequest, WatchResponse> watcher : watchers) {
                Await.until("the first event", () -> watcher.received.size() == 1);
            }
            ExecutionException refused = assertThrows(
                    ExecutionException.class, () -> watcher(relay, id).ended.get(10, TimeUnit.SECONDS));
            assertEquals(ErrorCode.OVERLOADED, Failure.of(refused).code());
            watchers.forEach(SlowStream::cancel);
            Await.until("room for another", () -> {
                SlowStream<WatchRequest, WatchResponse> another = watcher(relay, id);
                Await.quietly(() -> another.ended.get(200, TimeUnit.MILLISECONDS));
                return another.received.size() == 1;
            });
        }
    }

    private static SlowStream<WatchRequest, WatchResponse> watcher(TestRelay relay, ByteString id) {
        SlowStream<WatchRequest, WatchResponse> watcher = new SlowStream<>();
        ComputeServiceGrpc.newStub(relay.channel).watch(from(id, 1), watcher);
        watcher.ask(1);
        return watcher;
    }
}
