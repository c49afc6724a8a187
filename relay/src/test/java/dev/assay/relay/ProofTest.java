package dev.assay.relay;

import static dev.assay.relay.Await.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.Fulfilment;
import dev.assay.proto.v1.QuoteRequest;
import dev.assay.proto.v1.QuoteResponse;
import dev.assay.verification.statement.Assurance;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofTest {

    private static TestRequest proof() {
        return TestRequest.tee("{}").of(Assurance.PROOF);
    }

    @Test
    void passesTheSignedRequestToTheMarketByteForByte() throws Exception {
        try (FakeMarket market = new FakeMarket();
                TestRelay relay = TestRelay.start("MARKET=" + market.address())) {
            TestRequest request = proof();
            ByteString id = relay.submit(request);
            assertEquals(
                    request.toSubmit().getRequest(), market.opened.getFirst().getRequest());
            assertEquals(request.input(), market.opened.getFirst().getInput());
            assertEquals(
                    List.of(1L, 2L, 3L),
                    relay.watch(id, 0).stream().map(Event::getSequence).toList());
            assertEquals(1, relay.watch(id, 3).size());
            assertEquals(
                    "a proof", relay.get(id).getResult().getProof().getProof().toStringUtf8());
            assertEquals(
                    Fulfilment.FULFILMENT_FULFILLED,
                    relay.client()
                            .cancel(request.toCancel(request.key()))
                            .getEvent()
                            .getFulfilment());
        }
    }

    @Test
    void relayThatRestartsHasForgottenNothing() throws Exception {
        try (FakeMarket market = new FakeMarket()) {
            ByteString id;
            try (TestRelay before = TestRelay.start("MARKET=" + market.address())) {
                id = before.submit(proof());
            }
            try (TestRelay after = TestRelay.start("MARKET=" + market.address())) {
                assertEquals(3, after.watch(id, 1).size());
                assertEquals(
                        "a proof",
                        after.get(id).getResult().getProof().getProof().toStringUtf8());
            }
        }
    }

    @Test
    void passesOnWhatTheMarketRefuses() throws Exception {
        try (FakeMarket market = new FakeMarket();
                TestRelay relay = TestRelay.start("MARKET=" + market.address())) {
            ByteString unknown = ByteString.copyFrom(new byte[32]);
            assertFails(ErrorCode.UNKNOWN_REQUEST, () -> relay.get(unknown));
            assertFails(ErrorCode.UNKNOWN_REQUEST, () -> relay.watch(unknown, 0));
        }
    }

    @Test
    void quotesWhatTheMarketQuotes() throws Exception {
        try (FakeMarket market = new FakeMarket();
                TestRelay relay = TestRelay.start("MARKET=" + market.address())) {
            QuoteResponse quote = relay.client()
                    .quote(QuoteRequest.newBuilder()
                            .setWorkload(Wire.bytes(proof().workload()))
                            .setAssurance(dev.assay.proto.v1.Assurance.ASSURANCE_PROOF)
                            .build());
            assertEquals(7, quote.getProviders());
            assertEquals(42, quote.getPriceMicros());
        }
    }

    @Test
    void saysThatThereIsNoMarket() throws Exception {
        try (TestRelay relay = TestRelay.start()) {
            assertFails(ErrorCode.UNAVAILABLE, () -> relay.submit(proof()));
        }
    }

    @Test
    void saysThatTheMarketIsDownWithoutNamingItsAddress() throws Exception {
        FakeMarket market = new FakeMarket();
        market.close();
        try (TestRelay relay = TestRelay.start("MARKET=" + market.address())) {
            assertEquals(
                    "the market is not reachable now",
                    assertFails(ErrorCode.UNAVAILABLE, () -> relay.submit(proof()))
                            .detail());
        }
    }

    @Test
    void unknownWorkloadIsFinalWhenTheMarketDoesNotHoldIt() throws Exception {
        try (FakeMarket market = new FakeMarket();
                TestRelay relay = TestRelay.start("MARKET=" + market.address())) {
            FakeEnclave.Behaviour knowsNothing = (enclave, execute) -> enclave.fail(execute, "UNKNOWN_WORKLOAD");
            FakeEnclave one = relay.attach(knowsNothing);
            FakeEnclave other = relay.attach(knowsNothing);
            Event last = relay.lastEvent(relay.submit(TestRequest.tee("hello")));
            assertEquals("UNKNOWN_WORKLOAD", last.getCode());
            assertEquals(1, one.executed.size() + other.executed.size());
        }
    }

    @Test
    void enclaveCannotDenyAWorkloadThatTheMarketHolds() throws Exception {
        try (FakeMarket market = new FakeMarket();
                TestRelay relay = TestRelay.start("MARKET=" + market.address())) {
            TestRequest request = TestRequest.tee("hello").within(Duration.ofSeconds(10));
            market.artifacts.put(Wire.bytes(request.workload()), ByteString.copyFromUtf8("{}"));
            relay.attach((enclave, execute) -> enclave.fail(execute, "UNKNOWN_WORKLOAD"));
            relay.attach(FakeEnclave.ECHO);
            assertEquals(
                    Fulfilment.FULFILMENT_FULFILLED,
                    relay.lastEvent(relay.submit(request)).getFulfilment());
        }
    }
}
