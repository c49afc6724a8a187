package dev.assay.verification.statement;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.TypedData;
import java.time.Instant;

/**
 * A wish to register a circuit, and to put down a deposit for it. Taken once: sent again, it registers and costs nothing.
 *
 * @param circuit the id
 * @param maxDepositMicros the most that the registrant puts down
 * @param validUntil whole milliseconds
 */
public record Register(Digest circuit, Address registrant, long maxDepositMicros, Instant validUntil)
        implements Statement {

    public static final String TYPE =
            "Register(bytes32 circuit,address registrant,uint64 maxDepositMicros,uint64 validUntilMillis)";

    @Override
    public Digest digest(SigningDomain domain) {
        return new TypedData(TYPE)
                .bytes32(circuit)
                .address(registrant)
                .uint(maxDepositMicros)
                .uint(validUntil.toEpochMilli())
                .digest(domain);
    }
}
