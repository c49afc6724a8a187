package dev.assay.verification.statement;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.TypedData;

/**
 * What a market says of a job's input after it asked the validator that the job's circuit names. Who has the input and the
 * validator can ask again: the module is deterministic, so a market that lies signs the proof of it.
 *
 * @param validator SHA-256 of the module
 * @param inputDigest SHA-256 of the input
 * @param accepted whether there can be a proof for the input
 */
public record InputVerdict(Digest jobId, Digest validator, Digest inputDigest, boolean accepted) implements Statement {

    public static final String TYPE = "InputVerdict(bytes32 jobId,bytes32 validator,bytes32 inputDigest,bool accepted)";

    @Override
    public Digest digest(SigningDomain domain) {
        return new TypedData(TYPE)
                .bytes32(jobId)
                .bytes32(validator)
                .bytes32(inputDigest)
                .bool(accepted)
                .digest(domain);
    }
}
