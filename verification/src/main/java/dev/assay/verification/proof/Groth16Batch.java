package dev.assay.verification.proof;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.PairingArithmetic;
import dev.assay.verification.pairing.PreparedPoint;
import dev.assay.verification.pairing.Weight;
import dev.assay.verification.proof.Groth16Equation.WeightedClaim;
import dev.assay.verification.proof.Groth16Verifier.Submission;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Many proofs of one key at once. All but the last check of {@link Groth16Verifier#verify} are made of each submission;
 * then the equations, each raised to a weight of its own, are checked as one product with one final exponentiation. If
 * that fails, halves are checked until the bad ones are found.
 *
 * <p>Weights are needed because bad proofs could be made whose errors cancel in an unweighted product. They are 128-bit
 * outputs of a hash of the key and of everything submitted (the Fiat-Shamir transform), not drawn from a source of
 * randomness: the verdict is a function of its inputs. That is sound because whoever chooses the proofs fixes the
 * weights only by fixing all proofs. As an error e[i] != 1 lives in a group of prime order r > 2^128, for any errors a
 * product of e[i]^w[i] is one for at most one value of the last weight, and no two {@linkplain Weight weights} are the
 * same modulo r: with a random oracle each attempt succeeds with probability 2^-128, and changing any byte to attempt
 * again draws all weights anew. The same holds of each half.
 */
final class Groth16Batch {

    private static final byte[] DOMAIN = "assay/groth16-batch/v2".getBytes(StandardCharsets.US_ASCII);

    /** Each takes some 20 KiB until its equation is decided. */
    private static final int MAX_AT_ONCE = 256;

    /** What passed every check but of the group of b and of the equation, and its place among the submissions. */
    private record Candidate(int index, ProofPoints proof, List<BigInteger> inputs) {}

    /** A claim that passed every check but the equation, and its place among the submissions. */
    private record Pending(int index, WeightedClaim claim) {}

    private final VerifiedKey key;
    private final PairingArithmetic arithmetic;
    private final Digest seed;
    private final SortedMap<Integer, Verdict<VerifiedProof>> verdicts = new TreeMap<>();
    private final List<Candidate> candidates = new ArrayList<>();

    Groth16Batch(VerifiedKey key, List<Submission> submissions) {
        this.key = key;
        this.arithmetic = key.curve().arithmetic();
        this.seed = seed(key, submissions);
        for (int i = 0; i < submissions.size(); i++) {
            examine(i, submissions.get(i));
            if (candidates.size() == MAX_AT_ONCE || i == submissions.size() - 1) {
                decide(pending());
                candidates.clear();
            }
        }
    }

    List<Verdict<VerifiedProof>> verdicts() {
        return List.copyOf(verdicts.values());
    }

    private void examine(int index, Submission submission) {
        try {
            ProofPoints proof = ProofPoints.read(key.curve(), submission.proofJson());
            List<BigInteger> inputs = PublicInputs.read(key.curve(), submission.publicJson());
            PublicInputs.checkCount(inputs.size(), key.publicInputs());
            proof.checkButGroupOfB(arithmetic);
            candidates.add(new Candidate(index, proof, inputs));
        } catch (Rejection rejection) {
            verdicts.put(index, rejection.verdict());
        }
    }

    /** The candidates whose b is in its group. */
    private List<Pending> pending() {
        List<Optional<PreparedPoint>> lines = arithmetic.prepareAll(
                candidates.stream().map(candidate -> candidate.proof().b()).toList());
        List<Pending> pending = new ArrayList<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            lines.get(i)
                    .ifPresentOrElse(
                            b -> pending.add(new Pending(candidate.index(), claim(candidate, b))),
                            () -> verdicts.put(
                                    candidate.index(), new Verdict.Rejected<>(Reason.POINT_NOT_IN_SUBGROUP, "pi_b")));
        }
        return pending;
    }

    private WeightedClaim claim(Candidate candidate, PreparedPoint b) {
        ProofPoints proof = candidate.proof();
        return new WeightedClaim(proof.a(), b, proof.c(), candidate.inputs(), weight(candidate.index()));
    }

    private void decide(List<Pending> claims) {
        if (holds(claims)) {
            for (Pending good : claims) {
                verdicts.put(
                        good.index(),
                        new Verdict.Verified<>(
                                new VerifiedProof(key, good.claim().inputs())));
            }
        } else if (claims.size() == 1) {
            verdicts.put(
                    claims.getFirst().index(),
                    new Verdict.Rejected<>(Reason.PROOF_INVALID, "the pairing equation does not hold"));
        } else {
            int half = claims.size() / 2;
            decide(claims.subList(0, half));
            decide(claims.subList(half, claims.size()));
        }
    }

    private boolean holds(List<Pending> claims) {
        if (claims.size() == 1) {
            return key.equation().holds(arithmetic, claims.getFirst().claim());
        }
        return key.equation()
                .holdsForAll(arithmetic, claims.stream().map(Pending::claim).toList());
    }

    /** Each part is hashed by itself first, so that bytes cannot move from one to the next unnoticed. */
    private static Digest seed(VerifiedKey key, List<Submission> submissions) {
        ByteArrayOutputStream transcript = new ByteArrayOutputStream();
        transcript.writeBytes(DOMAIN);
        transcript.writeBytes(key.digest().bytes());
        for (Submission submission : submissions) {
            transcript.writeBytes(Digest.sha256(submission.proofJson()).bytes());
            transcript.writeBytes(Digest.sha256(submission.publicJson()).bytes());
        }
        return Digest.sha256(transcript.toByteArray());
    }

    private Weight weight(int index) {
        byte[] message = ByteBuffer.allocate(36).put(seed.bytes()).putInt(index).array();
        ByteBuffer output = ByteBuffer.wrap(Digest.sha256(message).bytes());
        return new Weight(output.getLong(), output.getLong());
    }
}
