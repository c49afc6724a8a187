package dev.assay.relay.route;

import dev.assay.proto.v1.TeeResult;

/** What an enclave's answer comes to, once it has been checked. */
sealed interface Outcome {

    /** The receipt verifies and says that the program succeeded. */
    record Fulfilled(TeeResult result) implements Outcome {}

    /** The receipt verifies and says that the program failed: another enclave would find the same. */
    record ProgramFailed(Trouble trouble, TeeResult result) implements Outcome {}

    /** Nobody can run this, and it is not the enclave's fault. */
    record Impossible(Trouble trouble) implements Outcome {}

    /** The enclave says without a signature that it cannot: no blame unless another one, which is asked too, can. */
    record Declined(Trouble trouble) implements Outcome {}

    /** The enclave could not, and should have. */
    record Faltered(Trouble trouble) implements Outcome {}

    /** The receipt does not verify: broken or hostile, and out of the routing for a while. */
    record Deceived(Trouble trouble) implements Outcome {}
}
