package dev.assay.relay.forward;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One call passed through: a server call on this side, a client call on the other, and in each direction at most one
 * message asked for ahead of what the far side takes, so that a slow reader stops the writer and not the relay's memory.
 * The deadline travels in the gRPC context, cancellation goes with it.
 */
final class ForwardedCall {

    private static final Logger log = LoggerFactory.getLogger(ForwardedCall.class);

    private final ServerCall<byte[], byte[]> near;
    private final ClientCall<byte[], byte[]> far;
    private final Valve up;
    private final Valve down;

    private ForwardedCall(ServerCall<byte[], byte[]> near, ClientCall<byte[], byte[]> far) {
        this.near = near;
        this.far = far;
        this.up = new Valve(() -> near.request(1), far::isReady);
        this.down = new Valve(() -> far.request(1), near::isReady);
    }

    static ServerCall.Listener<byte[]> start(
            ServerCall<byte[], byte[]> near,
            Channel upstream,
            MethodDescriptor<byte[], byte[]> method,
            Metadata headers) {
        ForwardedCall call = new ForwardedCall(near, upstream.newCall(method, CallOptions.DEFAULT));
        call.far.start(call.new Responses(), ForwardedMetadata.request(headers));
        near.request(1);
        call.far.request(1);
        return call.new Requests();
    }

    /** What the client says. */
    private final class Requests extends ServerCall.Listener<byte[]> {

        @Override
        public void onMessage(byte[] message) {
            far.sendMessage(message);
            up.passed();
        }

        @Override
        public void onHalfClose() {
            far.halfClose();
        }

        @Override
        public void onCancel() {
            far.cancel("the client cancelled", null);
        }

        @Override
        public void onReady() {
            down.ready();
        }
    }

    /** What the server says. */
    private final class Responses extends ClientCall.Listener<byte[]> {

        @Override
        public void onHeaders(Metadata headers) {
            near.sendHeaders(ForwardedMetadata.response(headers));
        }

        @Override
        public void onMessage(byte[] message) {
            near.sendMessage(message);
            down.passed();
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            Metadata kept = ForwardedMetadata.trailers(trailers);
            if (status.getCode() == Status.Code.UNAVAILABLE && kept.keys().isEmpty()) {
                StatusRuntimeException gone = unreachable(status).toStatusException();
                near.close(gone.getStatus(), Objects.requireNonNullElseGet(gone.getTrailers(), Metadata::new));
            } else {
                near.close(status, kept);
            }
        }

        @Override
        public void onReady() {
            up.ready();
        }
    }

    /** The transport's words name addresses of ours: they are for the log, not for the client. */
    private static Failure unreachable(Status status) {
        log.warn("the market is not reachable: {}", status);
        return new Failure(ErrorCode.UNAVAILABLE, "the market is not reachable now");
    }
}
