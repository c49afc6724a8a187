package dev.assay.relay.admit;

import dev.assay.proto.v1.AttachEnclaveResponse;
import dev.assay.verification.Digest;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Messages to one enclave, in order, and no faster than it reads them. What waits here is bounded: one request for each
 * free place of the enclave, and a request that is cancelled before it left is taken out again.
 */
final class Mailbox {

    /** @param request the request that the message hands over, if it hands one over */
    private record Letter(
            AttachEnclaveResponse message, @Nullable Digest request) {}

    private final ServerCallStreamObserver<AttachEnclaveResponse> stream;
    private final Executor executor;
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean closed;
    private @Nullable Runnable end;

    Mailbox(ServerCallStreamObserver<AttachEnclaveResponse> stream, Executor executor) {
        this.stream = stream;
        this.executor = executor;
    }

    synchronized void post(AttachEnclaveResponse.Builder message) {
        add(new Letter(message.build(), null));
    }

    /** Posts what makes the enclave run a request. */
    synchronized void post(AttachEnclaveResponse.Builder message, Digest request) {
        add(new Letter(message.build(), request));
    }

    private void add(Letter letter) {
        if (end == null && !closed) {
            waiting.addLast(letter);
            wake();
        }
    }

    /** Takes a request back; false if it has left already. */
    synchronized boolean takeBack(Digest request) {
        return waiting.removeIf(letter -> request.equals(letter.request()));
    }

    /** Nothing leaves after this; what waits is dropped. */
    synchronized void close(Throwable why) {
        end(() -> stream.onError(why));
    }

    /** The same, without an error. */
    synchronized void close() {
        end(stream::onCompleted);
    }

    /** The stream has ended by itself. */
    synchronized void abandon() {
        closed = true;
        end = null;
        waiting.clear();
    }

    private void end(Runnable last) {
        if (end == null && !closed) {
            end = last;
            waiting.clear();
            wake();
        }
    }

    /** Sends, on another thread, what can be sent now: the stream takes one message at a time. */
    synchronized void wake() {
        if (!sending && !closed) {
            sending = true;
            executor.execute(this::send);
        }
    }

    private void send() {
        for (Runnable step = next(); step != null; step = next()) {
            step.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable step = null;
        if (end != null) {
            step = end;
            end = null;
            closed = true;
        } else if (!closed && !waiting.isEmpty() && stream.isReady()) {
            AttachEnclaveResponse message = waiting.removeFirst().message();
            step = () -> stream.onNext(message);
        }
        sending = step != null;
        return step;
    }
}
