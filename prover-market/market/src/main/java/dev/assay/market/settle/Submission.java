package dev.assay.market.settle;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;

/**
 * What a node hands in.
 *
 * @param node the one whose key opened the stream
 * @param proof snarkjs' proof.json
 * @param publicInputs snarkjs' public.json
 */
public record Submission(Address node, Digest jobId, long token, byte[] proof, byte[] publicInputs) {}
