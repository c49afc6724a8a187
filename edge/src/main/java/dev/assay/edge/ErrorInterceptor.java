package dev.assay.edge;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what a handler throws, or hands to {@code onError}, into a status; a fault of ours is logged and not described. */
public final class ErrorInterceptor implements ServerInterceptor {

    private static final Logger log = LoggerFactory.getLogger(ErrorInterceptor.class);

    @Override
    public <Q, P> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next) {
        MappingCall<Q, P> mapping = new MappingCall<>(call);
        try {
            return new MappingListener<>(next.startCall(mapping, headers), mapping);
        } catch (RuntimeException e) {
            mapping.fail(e);
            return new ServerCall.Listener<>() {};
        }
    }

    private static StatusRuntimeException toStatus(Throwable thrown, String method) {
        if (thrown instanceof Failure failure) {
            return failure.toStatusException();
        }
        if (thrown instanceof StatusRuntimeException status) {
            return status;
        }
        log.error("{} failed", method, thrown);
        return new Failure(ErrorCode.INTERNAL, "the service failed; its log says why").toStatusException();
    }

    private static final class MappingCall<Q, P> extends SimpleForwardingServerCall<Q, P> {
        private boolean closed;

        MappingCall(ServerCall<Q, P> call) {
            super(call);
        }

        @Override
        public synchronized void close(Status status, Metadata trailers) {
            if (closed) {
                return;
            }
            closed = true;
            @Nullable Throwable cause = status.getCause();
            if (status.getCode() == Status.Code.UNKNOWN && cause != null) {
                closeWith(toStatus(cause, getMethodDescriptor().getFullMethodName()));
            } else {
                super.close(status, trailers);
            }
        }

        synchronized void fail(RuntimeException thrown) {
            if (!closed) {
                closed = true;
                closeWith(toStatus(thrown, getMethodDescriptor().getFullMethodName()));
            }
        }

        private void closeWith(StatusRuntimeException status) {
            Metadata trailers = status.getTrailers();
            super.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
        }
    }

    private static final class MappingListener<Q, P> extends SimpleForwardingServerCallListener<Q> {
        private final MappingCall<Q, P> call;

        MappingListener(ServerCall.Listener<Q> listener, MappingCall<Q, P> call) {
            super(listener);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            guard(() -> super.onMessage(message));
        }

        @Override
        public void onHalfClose() {
            guard(super::onHalfClose);
        }

        @Override
        public void onReady() {
            guard(super::onReady);
        }

        private void guard(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                call.fail(e);
            }
        }
    }
}
