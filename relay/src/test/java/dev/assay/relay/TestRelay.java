package dev.assay.relay;

import com.google.protobuf.ByteString;
import dev.assay.edge.Channels;
import dev.assay.edge.config.Config;
import dev.assay.proto.v1.ComputeServiceGrpc;
import dev.assay.proto.v1.Event;
import dev.assay.proto.v1.GetRequest;
import dev.assay.proto.v1.GetResponse;
import dev.assay.proto.v1.WatchRequest;
import dev.assay.proto.v1.WatchResponse;
import dev.assay.simulator.SimulatedNitro;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A relay on a port of its own that trusts one simulated root, a client of it, and the enclaves that a test attaches. */
final class TestRelay implements AutoCloseable {

    static final SimulatedNitro NITRO = SimulatedNitro.create(new SecureRandom(), Instant.now());

    final Relay relay;
    final ManagedChannel channel;
    private final List<AutoCloseable> closing = new ArrayList<>();

    private TestRelay(Relay relay) {
        this.relay = relay;
        this.channel = Channels.connect(relay.address());
    }

    /** @param settings as environment variables without their prefix, such as PATIENCE=1s */
    static TestRelay start(String... settings) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("ASSAY_RELAY_LISTEN", "127.0.0.1:0");
        environment.put("ASSAY_RELAY_DRAIN", "1s");
        environment.put(
                "ASSAY_RELAY_INSECURE_SIMULATED_ROOTS", NITRO.rootDigest().hex());
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            environment.put("ASSAY_RELAY_" + setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new TestRelay(Relay.start(Config.load(RelayConfig.class, null, environment, "ASSAY_RELAY")));
    }

    /** Attaches an enclave and waits until it is admitted. */
    FakeEnclave attach(FakeEnclave.Behaviour behaviour) throws Exception {
        FakeEnclave enclave = new FakeEnclave(NITRO, behaviour);
        attach(enclave);
        enclave.admitted.get(10, TimeUnit.SECONDS);
        return enclave;
    }

    void attach(FakeEnclave enclave) {
        closing.add(enclave);
        enclave.dial(relay.address());
    }

    ComputeServiceGrpc.ComputeServiceBlockingStub client() {
        return ComputeServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    ByteString submit(TestRequest request) {
        return client().submit(request.toSubmit()).getRequestId();
    }

    /** All events, which ends when the request has. */
    List<Event> watch(ByteString id, long fromSequence) {
        Iterator<WatchResponse> responses = client().watch(WatchRequest.newBuilder()
                .setRequestId(id)
                .setFromSequence(fromSequence)
                .build());
        List<Event> events = new ArrayList<>();
        responses.forEachRemaining(response -> events.add(response.getEvent()));
        return events;
    }

    Event lastEvent(ByteString id) {
        return watch(id, 1).getLast();
    }

    GetResponse get(ByteString id) {
        return client().get(GetRequest.newBuilder().setRequestId(id).build());
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable closeable : closing) {
            closeable.close();
        }
        channel.shutdownNow();
        relay.close();
    }
}
