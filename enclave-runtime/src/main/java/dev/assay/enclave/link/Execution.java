package dev.assay.enclave.link;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.enclave.attest.EnclaveIdentity;
import dev.assay.enclave.attest.Evidence;
import dev.assay.proto.v1.TeeResult;
import dev.assay.sandbox.CompilerBusy;
import dev.assay.sandbox.InvalidProgram;
import dev.assay.sandbox.Limit;
import dev.assay.sandbox.Outcome;
import dev.assay.sandbox.RunLimits;
import dev.assay.sandbox.WasmEngine;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Receipt;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.workload.Program;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job and signs what came of it. Neither input nor output is logged. */
final class Execution {
    private static final Logger log = LoggerFactory.getLogger(Execution.class);
    private static final long LARGEST_INPUT_BYTES = 4 << 20;
    private static final long STACK_BYTES = 1 << 20;
    private static final byte[] NO_OUTPUT = {};

    private final WasmEngine engine;
    private final Programs programs;
    private final SigningDomain domain;
    private final InstantSource clock;
    private final long maxMemoryBytes;

    /** @param maxMemoryBytes of one run, whatever its manifest allows */
    Execution(WasmEngine engine, Programs programs, SigningDomain domain, InstantSource clock, long maxMemoryBytes) {
        this.engine = engine;
        this.programs = programs;
        this.domain = domain;
        this.clock = clock;
        this.maxMemoryBytes = maxMemoryBytes;
    }

    /** @param running is told when the program itself starts */
    Answer run(Job job, EnclaveIdentity identity, Runnable running) {
        try {
            Program program = programs.program(job.request().workload());
            byte[] module = programs.module(program.code());
            Instant started = now();
            RunLimits limits =
                    limits(program, Duration.between(started, job.request().deadline()));
            requireKeysOutlive(identity, started.plus(limits.time()));
            running.run();
            Outcome outcome = engine.run(program.code(), module, job.input(), limits);
            return answer(new Ran(job, identity, program, outcome, started));
        } catch (Failure failure) {
            return new Answer.Refused(failure);
        } catch (InvalidProgram e) {
            return refused(ErrorCode.PROGRAM_INVALID, e.reason());
        } catch (CompilerBusy e) {
            return refused(ErrorCode.OVERLOADED, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return refused(ErrorCode.INTERNAL, "the enclave's disk failed");
        }
    }

    private record Ran(Job job, EnclaveIdentity identity, Program program, Outcome outcome, Instant started) {}

    private RunLimits limits(Program program, Duration left) {
        if (!left.isPositive()) {
            throw new Failure(ErrorCode.EXPIRED, "the deadline has passed");
        }
        Program.Limits limits = program.limits();
        Duration time = limits.time().compareTo(left) < 0 ? limits.time() : left;
        return new RunLimits(
                Math.min(limits.memoryBytes(), maxMemoryBytes),
                LARGEST_INPUT_BYTES,
                limits.outputBytes(),
                time,
                STACK_BYTES);
    }

    /** A receipt of a run that ends after its key is worth nothing, and would be held against the enclave. */
    private static void requireKeysOutlive(EnclaveIdentity identity, Instant latestEnd) {
        if (latestEnd.isAfter(identity.keys().notAfter())) {
            throw new Failure(ErrorCode.OVERLOADED, "the enclave's keys end before the program must");
        }
    }

    private Answer answer(Ran ran) {
        return switch (ran.outcome()) {
            case Outcome.Output output -> new Answer.Completed(sign(ran, Receipt.SUCCEEDED, output.bytes()));
            case Outcome.Trapped trapped ->
                new Answer.Failed(
                        new Failure(ErrorCode.PROGRAM_TRAPPED, trapped.detail()),
                        sign(ran, Receipt.PROGRAM_FAILED, NO_OUTPUT));
            case Outcome.LimitHit hit
            when hit.which() == Limit.INPUT -> refused(ErrorCode.INPUT_TOO_LARGE, hit.detail());
            // A receipt says that the program hit a limit of its manifest. Of these the manifest says nothing.
            case Outcome.LimitHit hit
            when hit.which() == Limit.MEMORY && mayHaveMore(ran.program()) ->
                refused(ErrorCode.NOT_SUPPORTED, "this enclave gives a program " + maxMemoryBytes + " bytes of memory");
            case Outcome.LimitHit hit
            when hit.which() == Limit.TIME
                    && !now().isBefore(ran.job().request().deadline()) ->
                refused(ErrorCode.EXPIRED, "the deadline passed before the program ended");
            case Outcome.LimitHit hit ->
                new Answer.Failed(
                        new Failure(code(hit.which()), hit.detail()), sign(ran, Receipt.LIMIT_HIT, NO_OUTPUT));
            // Not signed: it says nothing of the program, and another enclave may run it.
            case Outcome.EngineFailed failed -> {
                log.error("request {}: the engine failed: {}", ran.job().id().shortHex(), failed.detail());
                yield refused(ErrorCode.INTERNAL, "the enclave's engine failed");
            }
            case Outcome.Cancelled cancelled -> refused(ErrorCode.CANCELLED, "stopped before it ended");
        };
    }

    private boolean mayHaveMore(Program program) {
        return program.limits().memoryBytes() > maxMemoryBytes;
    }

    /** Calls nested too deep are memory too: the stack is part of what a program may hold. */
    private static ErrorCode code(Limit which) {
        return switch (which) {
            case TIME -> ErrorCode.LIMIT_TIME;
            case MEMORY, STACK -> ErrorCode.LIMIT_MEMORY;
            case OUTPUT -> ErrorCode.LIMIT_OUTPUT;
            case INPUT -> ErrorCode.INPUT_TOO_LARGE;
        };
    }

    private TeeResult sign(Ran ran, int status, byte[] output) {
        EnclaveIdentity identity = ran.identity();
        Evidence evidence = switch (ran.job().evidence()) {
            case STANDING -> identity.evidence();
            case FRESH -> identity.evidence(ran.job().request().nonce());
        };
        Signed<Receipt> receipt = identity.sign(receipt(ran, status, output, evidence), domain);
        return TeeResult.newBuilder()
                .setOutput(ByteString.copyFrom(output))
                .setReceipt(Wire.toWire(receipt.statement(), receipt.signature()))
                .setEvidence(ByteString.copyFrom(evidence.document()))
                .build();
    }

    private Receipt receipt(Ran ran, int status, byte[] output, Evidence evidence) {
        Instant now = now();
        return new Receipt(
                ran.job().id(),
                ran.program().id(),
                ran.job().request().inputDigest(),
                Digest.sha256(output),
                status,
                ran.outcome().usage().cpu(),
                ran.outcome().usage().memoryBytes(),
                ran.started(),
                // A clock that was set back meanwhile must not make the receipt worthless.
                now.isBefore(ran.started()) ? ran.started() : now,
                evidence.digest(),
                ran.identity().tee(),
                ran.identity().simulated());
    }

    /** Whole milliseconds: what is signed is what travels. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Answer refused(ErrorCode code, String detail) {
        return new Answer.Refused(new Failure(code, detail));
    }
}
