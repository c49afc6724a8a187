package dev.assay.relay.route;

import dev.assay.edge.Failure;
import dev.assay.relay.request.LiveRequest;
import dev.assay.verification.Digest;

/** What can be said to an attached enclave. Nothing here blocks: the messages leave in this order, when they can. */
public interface Outbox {

    /** It is one of those that get requests now. The first message of all. */
    void admitted();

    void execute(LiveRequest request);

    /** Ignored by an enclave that does not hold the request. */
    void cancel(Digest requestId);

    /** Finish what runs, take nothing new. */
    void drain();

    /** Ends the stream. */
    void close(Failure why);
}
