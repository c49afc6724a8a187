package dev.assay.verification.statement;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.TypedData;

/** An owner's wish that nobody buys proofs of a circuit any more. There is no way back: the id is never used again. */
public record Remove(Digest circuit) implements Statement {

    public static final String TYPE = "Remove(bytes32 circuit)";

    @Override
    public Digest digest(SigningDomain domain) {
        return new TypedData(TYPE).bytes32(circuit).digest(domain);
    }
}
