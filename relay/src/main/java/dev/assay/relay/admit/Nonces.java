package dev.assay.relay.admit;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.verification.Digest;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** The challenge that one enclave has still to answer: each can be answered once. */
final class Nonces {

    private final SecureRandom random;
    private @Nullable Digest open;

    Nonces(SecureRandom random) {
        this.random = random;
    }

    /** A new challenge; an older one is worth nothing from now on. */
    synchronized Digest next() {
        byte[] nonce = new byte[Digest.SIZE_BYTES];
        random.nextBytes(nonce);
        open = Digest.of(nonce);
        return open;
    }

    /** @throws Failure INVALID_REQUEST if no challenge is open */
    synchronized Digest take() {
        Digest taken = open;
        if (taken == null) {
            throw new Failure(ErrorCode.INVALID_REQUEST, "hello answers a challenge, and none is open");
        }
        open = null;
        return taken;
    }

    /** False if it has been answered or replaced. */
    synchronized boolean withdraw(Digest nonce) {
        boolean withdrawn = nonce.equals(open);
        if (withdrawn) {
            open = null;
        }
        return withdrawn;
    }
}
