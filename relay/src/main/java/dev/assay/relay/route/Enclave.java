package dev.assay.relay.route;

import com.google.protobuf.ByteString;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** An admitted enclave and the requests that it holds. What changes is guarded by the router. */
public final class Enclave {

    /**
     * @param id SHA-256 of the signing key
     * @param signer the address of the signing key: what its receipts must be signed by
     * @param capacity requests at the same time
     */
    public record Attested(
            Digest id, Address signer, ByteString evidence, Instant attached, int capacity, long priceMicros) {}

    private final Attested attested;
    private final Outbox outbox;
    private final Map<Digest, Placement> held = new HashMap<>();
    private ByteString evidence;
    private boolean retiring;

    public Enclave(Attested attested, Outbox outbox) {
        this.attested = attested;
        this.outbox = outbox;
        this.evidence = attested.evidence();
    }

    public Attested attested() {
        return attested;
    }

    public Digest id() {
        return attested.id();
    }

    Outbox outbox() {
        return outbox;
    }

    Map<Digest, Placement> held() {
        return held;
    }

    ByteString evidence() {
        return evidence;
    }

    void refresh(ByteString newer) {
        evidence = newer;
    }

    void retire() {
        retiring = true;
    }

    boolean retiring() {
        return retiring;
    }

    boolean free() {
        return !retiring && held.size() < attested.capacity();
    }

    dev.assay.proto.v1.Enclave toWire() {
        return dev.assay.proto.v1.Enclave.newBuilder()
                .setId(ByteString.copyFrom(id().bytes()))
                .setEvidence(evidence)
                .setAttachedMillis(attested.attached().toEpochMilli())
                .setInFlight(held.size())
                .setCapacity(attested.capacity())
                .build();
    }
}
