package dev.assay.client.internal;

import dev.assay.client.JobEvent;
import dev.assay.client.JobFailedException;
import dev.assay.client.Result;
import dev.assay.client.Trust;
import dev.assay.client.VerificationException;
import dev.assay.client.internal.CircuitKeys.CircuitKey;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.ProofResult;
import dev.assay.proto.v1.TeeResult;
import dev.assay.sandbox.plugin.Answer;
import dev.assay.sandbox.plugin.PluginLimits;
import dev.assay.sandbox.plugin.Plugins;
import dev.assay.sandbox.plugin.Question;
import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.proof.ProvedInputs;
import dev.assay.verification.receipt.Expectation;
import dev.assay.verification.receipt.ReceiptFile;
import dev.assay.verification.receipt.ReceiptVerifier;
import dev.assay.verification.receipt.VerifiedReceipt;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.statement.Request;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.workload.PluginCircuit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;

/** Turns what the relay sent into a result, or says why not. Believes the request that was signed here, and nothing else. */
final class ResultVerifier {

    private final Trust trust;
    private final Plugins plugins;
    private final CircuitKeys keys;
    private final Optional<LogReader> log;
    private final InstantSource clock;

    ResultVerifier(Trust trust, CircuitKeys keys, Plugins plugins, Optional<LogReader> log, InstantSource clock) {
        this.trust = trust;
        this.keys = keys;
        this.plugins = plugins;
        this.log = log;
        this.clock = clock;
    }

    /**
     * 1. The result is of the kind that was asked for. 2. A receipt verifies for this request, workload, input and output,
     * under evidence that the policy accepts; or a proof verifies under the key, and with the plugin where there is one,
     * that the circuit's manifest names, and a round of the job is in the market's log if the caller asks for that.
     *
     * @param input what was asked about
     * @param policy the appraisal policy, with the request's nonce where fresh evidence was asked for
     * @param last the final event, for the code of a failed run
     */
    Result verify(
            Signed<Request> request,
            byte[] input,
            AppraisalPolicy policy,
            JobEvent last,
            dev.assay.proto.v1.Result result)
            throws VerificationException, JobFailedException, InterruptedException {
        Assurance assurance = request.statement().assurance();
        return switch (result.getKindCase()) {
            case TEE -> {
                expect(assurance, Assurance.TEE);
                yield attested(request, policy, last, result.getTee());
            }
            case PROOF -> {
                expect(assurance, Assurance.PROOF);
                yield proved(request, input, result.getProof());
            }
            case KIND_NOT_SET ->
                throw new VerificationException(
                        Reason.RESULT_KIND_MISMATCH, "the relay calls the request fulfilled and sent no result");
        };
    }

    private static void expect(Assurance asked, Assurance found) throws VerificationException {
        if (asked != found) {
            throw new VerificationException(
                    Reason.RESULT_KIND_MISMATCH, "asked for " + asked + ", the relay sent " + found);
        }
    }

    private Result attested(Signed<Request> request, AppraisalPolicy policy, JobEvent last, TeeResult tee)
            throws VerificationException, JobFailedException {
        Request asked = request.statement();
        ReceiptFile file = new ReceiptFile(
                trust.domain(),
                receipt(tee),
                tee.getReceipt().getSignature().toByteArray(),
                tee.getEvidence().toByteArray(),
                tee.getOutput().toByteArray());
        Verdict<VerifiedReceipt> verdict = ReceiptVerifier.verify(
                file.receipt(),
                file.signature(),
                file.evidence(),
                new Expectation(request.digest(), asked.workload(), asked.inputDigest()),
                file.output(),
                trust.anchors(),
                policy,
                trust.domain(),
                clock.instant());
        return switch (verdict) {
            case Verdict.Verified<VerifiedReceipt> verified ->
                new Result.Attested(succeeded(verified.value(), last), file);
            case Verdict.Simulated<VerifiedReceipt> simulated ->
                new Result.SimulatedAttested(succeeded(simulated.value(), last), file);
            case Verdict.Rejected<VerifiedReceipt> rejected ->
                throw new VerificationException(rejected.reason(), rejected.detail());
        };
    }

    private static Receipt receipt(TeeResult tee) throws VerificationException {
        try {
            return Wire.fromWire(tee.getReceipt());
        } catch (Failure | ArithmeticException | IllegalArgumentException e) {
            throw new VerificationException(Reason.MALFORMED, "the receipt is not one: " + e.getMessage());
        }
    }

    /** An attested failure is true, but no result. */
    private static VerifiedReceipt succeeded(VerifiedReceipt receipt, JobEvent last) throws JobFailedException {
        if (receipt.succeeded()) {
            return receipt;
        }
        if (receipt.receipt().status() == Receipt.LIMIT_HIT) {
            ErrorCode told = ErrorCode.named(last.code());
            ErrorCode code = told.name().startsWith("LIMIT_") ? told : ErrorCode.LIMIT_TIME;
            throw JobFailedException.attested(code, "the enclave attests that the program hit a limit");
        }
        throw JobFailedException.attested(
                ErrorCode.PROGRAM_TRAPPED, "the enclave attests that the program failed on this input");
    }

    private Result proved(Signed<Request> request, byte[] input, ProofResult proof)
            throws VerificationException, JobFailedException, InterruptedException {
        Result result = verified(request, input, proof);
        if (log.isPresent()) {
            log.get().awarded(request.digest(), Calls.CALL_TIME);
        }
        return result;
    }

    private Result verified(Signed<Request> request, byte[] input, ProofResult proof)
            throws VerificationException, JobFailedException, InterruptedException {
        Digest circuit = request.statement().workload();
        byte[] bytes = proof.getProof().toByteArray();
        byte[] values = proof.getPublicInputs().toByteArray();
        return switch (keys.of(circuit, clock.instant().plus(Calls.CALL_TIME))) {
            case CircuitKey.BuiltIn(ProofKey key, byte[] json) -> {
                ProvedInputs verified = Verdicts.valueOf(key.verify(bytes, values));
                yield new Result.Proved(request.digest(), verified, new Result.ProofFiles(bytes, values, json));
            }
            case CircuitKey.Plugin plugin -> {
                ask(plugin, Question.ofProof(plugin.key(), bytes, values, Optional.of(input)));
                yield new Result.PluginProved(
                        request.digest(),
                        circuit,
                        plugin.circuit().verifier().code(),
                        new Result.ProofFiles(bytes, values, plugin.key()));
            }
        };
    }

    private void ask(CircuitKey.Plugin plugin, Question question) throws VerificationException {
        PluginCircuit.Verifier verifier = plugin.circuit().verifier();
        PluginLimits limits = new PluginLimits(verifier.memoryBytes(), verifier.cpu());
        Answer answer;
        try {
            answer = plugins.ask(verifier.code(), plugin::module, question, limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        switch (answer) {
            case Answer.Accepted ignored -> {}
            case Answer.Rejected rejected -> throw new VerificationException(Reason.PLUGIN_REJECTED, rejected.detail());
            case Answer.Failed failed ->
                throw new VerificationException(Reason.PLUGIN_FAILED, failed.cause() + ": " + failed.detail());
        }
    }
}
