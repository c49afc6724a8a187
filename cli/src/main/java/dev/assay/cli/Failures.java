package dev.assay.cli;

import dev.assay.client.JobFailedException;
import dev.assay.client.VerificationException;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Turns whatever ended a command into two lines and an exit status; a stack trace only when asked for. */
final class Failures {

    private static final String TRACE = "ASSAY_TRACE";

    private Failures() {}

    static int report(Throwable thrown, boolean json) {
        CommandFailure failure = of(thrown);
        if (json) {
            System.out.println(new Facts()
                    .with("ok", false)
                    .with("status", failure.status().code())
                    .with("error", failure.what())
                    .with("remedy", failure.remedy())
                    .json());
        } else {
            System.err.println("assay: " + failure.what());
            System.err.println(failure.remedy());
        }
        if (System.getenv(TRACE) != null) {
            thrown.printStackTrace();
        }
        return failure.status().code();
    }

    private static CommandFailure of(Throwable thrown) {
        return switch (thrown) {
            case CommandFailure failure -> failure;
            case VerificationException e ->
                CommandFailure.rejected(
                        "rejected: " + e.reason() + ": " + e.detail(), "Nothing of this result may be relied on.");
            case JobFailedException e -> CommandFailure.world(e.code() + ": " + e.detail(), remedy(e.code()));
            case Failure e -> CommandFailure.world(e.code() + ": " + e.detail(), remedy(e.code()));
            case NoSuchFileException e -> CommandFailure.usage("no such file: " + e.getFile(), "Check the path.");
            case AccessDeniedException e ->
                CommandFailure.world(
                        "no access to " + e.getFile(), "Check the owner and mode of the file and its folder.");
            case IOException e -> CommandFailure.world(described(e), "Check the files and the network, and try again.");
            case InterruptedException e -> CommandFailure.world("interrupted", "Run it again.");
            case IllegalArgumentException e -> CommandFailure.usage(described(e), "Correct it and try again.");
            case OutOfMemoryError e ->
                CommandFailure.world("out of memory: " + e.getMessage(), "Give it more: ASSAY_JAVA_OPTIONS=-Xmx8g");
            default ->
                CommandFailure.world(
                        "a fault in assay itself: " + thrown,
                        "Please report it with the stack trace that " + TRACE + "=1 prints.");
        };
    }

    private static String described(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static String remedy(ErrorCode code) {
        return switch (code) {
            case UNAVAILABLE -> "Is the relay running? Start one with: assay up";
            case NO_ENCLAVE -> "No enclave serves this relay now; try again, or attach one: assay enclave";
            case NO_BIDS, ATTEMPTS_EXHAUSTED ->
                "Offer more (--max-price), wait longer (--deadline), or attach a node:" + " assay node";
            case UNKNOWN_WORKLOAD, ARTIFACT_MISSING -> "Publish it first: give its file or folder in place of its id.";
            case INSUFFICIENT_FUNDS -> "Offer less (--max-price), or use an account that holds more (--key).";
            case INPUT_REJECTED, PROGRAM_TRAPPED -> "The input is not one that this workload takes; correct it.";
            case LIMIT_TIME, LIMIT_MEMORY, LIMIT_OUTPUT -> "The program's manifest allows no more.";
            case EXPIRED, DEADLINE_INVALID -> "Allow more time: --deadline";
            case IDEMPOTENCY_CONFLICT -> "Use a new idempotency key.";
            default -> code.retryable() ? "Try again." : "Correct what it says and try again.";
        };
    }
}
