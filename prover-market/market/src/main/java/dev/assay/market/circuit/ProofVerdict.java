package dev.assay.market.circuit;

import dev.assay.verification.proof.ProvedInputs;
import java.util.Optional;

/** What a circuit's verifier says of a proof. */
public sealed interface ProofVerdict {

    /** @param values the public values, where the library read them */
    record Holds(Optional<ProvedInputs> values) implements ProofVerdict {}

    record Refused(String why) implements ProofVerdict {}

    /** The verifier decided nothing: nobody is paid, and it is not the prover's fault. */
    record Undecided(String why) implements ProofVerdict {}

    /** The verifier was not asked, since too many others are: another time there is an answer. */
    record Busy(String why) implements ProofVerdict {}
}
