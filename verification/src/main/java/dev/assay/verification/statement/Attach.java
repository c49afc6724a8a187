package dev.assay.verification.statement;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.TypedData;

/**
 * A node's answer to a market's challenge: it holds the key of its address.
 *
 * @param nonce the challenge
 */
public record Attach(Digest nonce, Address node) implements Statement {

    public static final String TYPE = "Attach(bytes32 nonce,address node)";

    @Override
    public Digest digest(SigningDomain domain) {
        return new TypedData(TYPE).bytes32(nonce).address(node).digest(domain);
    }
}
