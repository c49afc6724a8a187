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

/** Decides what to answer to an offer: the configured price while there is room, else a pass. */
final class Bidder {

    private final NodeConfig config;
    private final SigningKey key;
    private final SecureRandom random = new SecureRandom();

    Bidder(NodeConfig config, SigningKey key) {
        this.config = config;
        this.key = key;
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
        Bid bid = new Bid(Wire.digest(offer.getJobId()), config.priceMicros(), 0, Digest.of(salt));
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

    private static AttachNodeRequest pass(NodeOffer offer, String code) {
        return AttachNodeRequest.newBuilder()
                .setPass(NodePass.newBuilder().setJobId(offer.getJobId()).setCode(code))
                .build();
    }
}
