package dev.assay.market.auction;

import dev.assay.verification.Digest;
import java.util.List;

/** The nodes that are attached now. */
public interface Bidders {

    /** Those that serve the circuit and can take a message. */
    List<Bidder> serving(Digest circuitId);
}
