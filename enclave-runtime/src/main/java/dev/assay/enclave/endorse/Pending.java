package dev.assay.enclave.endorse;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** An answer that may not be there yet; several may wait for one. */
record Pending(Question question, CompletableFuture<Answer> answer) {

    Answer await() throws IOException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw failure(Objects.requireNonNull(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(question + ": interrupted");
        }
    }

    /** Anew for each who waits, so that each has its own stack. */
    private IOException failure(Throwable cause) {
        return switch (cause) {
            case SourceFailure answered -> {
                SourceFailure again = new SourceFailure(answered.status(), answered.text(), answered.waitAskedFor());
                again.initCause(answered);
                yield again;
            }
            case IOException failed -> new IOException(failed.getMessage(), failed);
            default -> new IOException(question + ": " + cause, cause);
        };
    }
}
