package dev.assay.market.circuit;

import dev.assay.verification.Digest;
import dev.assay.verification.workload.Provable;
import java.util.OptionalInt;

/**
 * A circuit that jobs can name.
 *
 * @param id SHA-256 of its manifest
 * @param verifier what its proofs are verified with
 * @param publicOutputs how many of its public values are outputs; they come before the inputs. Unknown without constraints
 */
public record RegisteredCircuit(Digest id, Provable circuit, CircuitVerifier verifier, OptionalInt publicOutputs) {}
