package dev.assay.market.circuit;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.sandbox.plugin.Answer;
import dev.assay.sandbox.plugin.PluginLimits;
import dev.assay.sandbox.plugin.Question;
import dev.assay.verification.workload.CircuitTerms;
import dev.assay.verification.workload.PluginCircuit;
import dev.assay.verification.workload.Provable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tries a circuit's verifier before anybody relies on it: it must take the sample proof in half the time that it has, and
 * refuse each that was tampered with. That shows that the verifier reads what it is given; that it verifies, nobody can see
 * from the outside, which is what its hash and its author's name are for.
 *
 * <ol>
 *   <li>the sample holds
 *   <li>it does not with one bit of the proof changed, at {@value #PLACES} places from the first byte to the last
 *   <li>nor with an empty proof, nor with one byte less
 *   <li>nor with one bit of the public inputs changed, first and last byte
 *   <li>no answer about a tampered sample takes the verifier all its time, or ends its process
 *   <li>an input validator decides about an empty input, whatever it decides
 * </ol>
 */
record SelfCheck(Verifiers verifiers, ArtifactFolder artifacts) {

    static final int MAX_SAMPLE_BYTES = 1 << 20;
    private static final int PLACES = 6;

    /** @throws Failure {@link ErrorCode#SELF_CHECK_FAILED}, or {@link ErrorCode#VERIFIER_FAILED} where that is our fault */
    void run(Provable circuit, CircuitVerifier verifier, byte[] key) throws IOException {
        if (circuit.terms().sample().isPresent()) {
            CircuitTerms.Sample sample = circuit.terms().sample().get();
            byte[] proof = artifacts.read(sample.proof(), MAX_SAMPLE_BYTES);
            byte[] values = artifacts.read(sample.publicInputs(), MAX_SAMPLE_BYTES);
            requireHolds(verifier, proof, values);
            tampered(proof).forEach(other -> requireRefused(verifier, other, values, "proof"));
            List.of(flipped(values, 0), flipped(values, values.length - 1))
                    .forEach(other -> requireRefused(verifier, proof, other, "public input"));
        }
        if (circuit.terms().inputValidator().isPresent()) {
            Answer answer = verifiers.ask(
                    circuit.terms().inputValidator().get(),
                    Question.ofInput(key, new byte[0]),
                    PluginLimits.ofValidators());
            requireDecided(answer, "the input validator");
        }
    }

    private void requireHolds(CircuitVerifier verifier, byte[] proof, byte[] values) {
        if (!(verifier instanceof CircuitVerifier.Plugin(PluginCircuit circuit, byte[] key))) {
            if (!(verifiers.verify(verifier, proof, values, Optional.empty()) instanceof ProofVerdict.Holds)) {
                throw failed("the sample proof does not verify");
            }
            return;
        }
        Answer answer = verifiers.ask(
                circuit.verifier().code(), Question.ofProof(key, proof, values), Verifiers.limits(circuit));
        requireDecided(answer, "the verifier");
        if (!(answer instanceof Answer.Accepted(String ignored, Duration cpu))) {
            throw failed("the sample proof does not verify: " + answer.detail());
        }
        // In a worse hour it takes longer, and then it must not be the limit that decides.
        if (cpu.multipliedBy(2).compareTo(circuit.verifier().cpu()) > 0) {
            throw failed("the verifier takes " + cpu.toMillis() + " ms, more than half of its limit");
        }
    }

    /** A tampered proof that makes a plugin trap is refused too: nobody would be paid for it. */
    private void requireRefused(CircuitVerifier verifier, byte[] proof, byte[] values, String what) {
        if (!(verifier instanceof CircuitVerifier.Plugin(PluginCircuit circuit, byte[] key))) {
            if (verifiers.verify(verifier, proof, values, Optional.empty()) instanceof ProofVerdict.Holds) {
                throw taken(what);
            }
            return;
        }
        Answer answer = verifiers.ask(
                circuit.verifier().code(), Question.ofProof(key, proof, values), Verifiers.limits(circuit));
        switch (answer) {
            case Answer.Accepted ignored -> throw taken(what);
            case Answer.Rejected ignored -> {}
            case Answer.Failed failed -> requireSoon(failed, what);
        }
    }

    private static Failure taken(String what) {
        return failed("the verifier takes a sample whose " + what + " was tampered with");
    }

    /** A plugin that takes all its time over a bad proof, or its process with it, keeps others from being asked. */
    private static void requireSoon(Answer.Failed failed, String what) {
        switch (failed.cause()) {
            case TIME, CRASHED, BUSY -> requireDecided(failed, "about a " + what + " tampered with, the verifier");
            default -> {}
        }
    }

    private static void requireDecided(Answer answer, String what) {
        if (answer instanceof Answer.Failed(Answer.Cause cause, String detail)) {
            boolean ours = cause == Answer.Cause.BUSY;
            throw new Failure(
                    ours ? ErrorCode.VERIFIER_FAILED : ErrorCode.SELF_CHECK_FAILED,
                    what + " did not decide: " + cause + ": " + detail);
        }
    }

    private static List<byte[]> tampered(byte[] proof) {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < PLACES && proof.length > 0; i++) {
            all.add(flipped(proof, (int) ((long) (proof.length - 1) * i / (PLACES - 1))));
        }
        if (proof.length > 0) {
            all.add(new byte[0]);
            all.add(java.util.Arrays.copyOf(proof, proof.length - 1));
        }
        return all;
    }

    /** With one bit changed; an empty text gets a byte. */
    private static byte[] flipped(byte[] bytes, int place) {
        if (bytes.length == 0) {
            return new byte[] {1};
        }
        byte[] other = bytes.clone();
        other[place] ^= 1;
        return other;
    }

    private static Failure failed(String why) {
        return new Failure(ErrorCode.SELF_CHECK_FAILED, why);
    }
}
