package dev.assay.node.link;

import com.google.protobuf.ByteString;
import dev.assay.edge.Wire;
import dev.assay.node.NodeConfig;
import dev.assay.proto.v1.AttachNodeRequest;
import dev.assay.proto.v1.NodeBid;
import dev.assay.proto.v1.NodeOffer;
import dev.assay.proto.v1.NodePass;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Signed;
import java.security.SecureRandom;
import java.time.Duration;

/** Decides what to answer to an offer: the configured price while there is room, else a pass. */
final class Bidder {

    private static final Duration UNKNOWN = Duration.ofSeconds(30);

    private final NodeConfig config;
    private final SigningKey key;
    private final History history;
    private final SecureRandom random = new SecureRandom();

    Bidder(NodeConfig config, SigningKey key, History history) {
        this.config = config;
        this.key = key;
        this.history = history;
    }

    AttachNodeRequest answer(NodeOffer offer, int running) {
        if (!serves(Wire.digest(offer.getCircuitId()))) {
            return pass(offer, "NOT_SERVED");
        }
        return running >= config.capacity() ? pass(offer, "BUSY") : bid(offer);
    }

    boolean serves(Digest circuit) {
        return config.circuits().isEmpty() || config.circuits().contains(circuit);
    }

    private AttachNodeRequest bid(NodeOffer offer) {
        byte[] salt = new byte[Digest.SIZE_BYTES];
        random.nextBytes(salt);
        Bid bid = new Bid(Wire.digest(offer.getJobId()), config.priceMicros(), expectedMillis(offer), Digest.of(salt));
        Signed<Bid> signed = Signed.sign(bid, key, config.signingDomain());
        return AttachNodeRequest.newBuilder()
                .setBid(NodeBid.newBuilder()
                        .setJobId(offer.getJobId())
                        .setPriceMicros(bid.priceMicros())
                        .setExpectedMillis(bid.expectedMillis())
                        .setSalt(Wire.bytes(bid.salt()))
                        .setSignature(ByteString.copyFrom(signed.signature())))
                .build();
    }

    /** Of a circuit that is new here, a guess: half a minute, or half of the time that there is. */
    private long expectedMillis(NodeOffer offer) {
        long leftMillis = Math.max(0, offer.getDeadlineMillis() - System.currentTimeMillis());
        return history.from(Wire.digest(offer.getCircuitId()), History.STEPS.getFirst())
                .map(Duration::toMillis)
                .orElse(Math.min(UNKNOWN.toMillis(), leftMillis / 2));
    }

    static AttachNodeRequest pass(NodeOffer offer, String code) {
        return AttachNodeRequest.newBuilder()
                .setPass(NodePass.newBuilder().setJobId(offer.getJobId()).setCode(code))
                .build();
    }
}
