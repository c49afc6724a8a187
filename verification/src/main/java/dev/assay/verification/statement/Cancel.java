package dev.assay.verification.statement;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.TypedData;

/** A requester's wish to stop a request. */
public record Cancel(Digest requestId) implements Statement {

    public static final String TYPE = "Cancel(bytes32 requestId)";

    @Override
    public Digest digest(SigningDomain domain) {
        return new TypedData(TYPE).bytes32(requestId).digest(domain);
    }
}
