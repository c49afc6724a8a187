package dev.assay.edge;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed, with its code. Thrown inside a service it becomes a gRPC status with a {@code google.rpc.ErrorInfo}
 * (domain "assay", reason = the code, metadata retry = "true" or "false"); {@link #of} reads it back at the other end.
 */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String DOMAIN = "assay";

    private final ErrorCode code;

    /** @param detail what was wrong and what to do, for people */
    public Failure(ErrorCode code, String detail) {
        super(detail, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    @Override
    public String toString() {
        return code + ": " + detail();
    }

    public StatusRuntimeException toStatusException() {
        ErrorInfo info = ErrorInfo.newBuilder()
                .setDomain(DOMAIN)
                .setReason(code.name())
                .putMetadata("retry", Boolean.toString(code.retryable()))
                .build();
        return StatusProto.toStatusRuntimeException(com.google.rpc.Status.newBuilder()
                .setCode(code.status().value())
                .setMessage(detail())
                .addDetails(Any.pack(info))
                .build());
    }

    /** What a call failed with; a status without a code of ours is named by what it means. */
    public static Failure of(Throwable thrown) {
        return saidByPeer(thrown).orElseGet(() -> {
            Status status = Status.fromThrowable(thrown);
            return new Failure(codeOf(status.getCode()), describe(status));
        });
    }

    /** What the peer itself says; empty where only the transport speaks, or the peer in no way that is ours. */
    public static Optional<Failure> saidByPeer(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return Optional.of(failure);
        }
        com.google.rpc.@Nullable Status details = details(thrown);
        if (details != null) {
            for (Any detail : details.getDetailsList()) {
                @Nullable ErrorInfo info = errorInfo(detail);
                if (info != null && info.getDomain().equals(DOMAIN)) {
                    return Optional.of(new Failure(ErrorCode.named(info.getReason()), details.getMessage()));
                }
            }
        }
        return Optional.empty();
    }

    /** The library throws where the trailer is malformed or of another code than the status: the peer's to choose. */
    private static com.google.rpc.@Nullable Status details(Throwable thrown) {
        try {
            return StatusProto.fromThrowable(thrown);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static @Nullable ErrorInfo errorInfo(Any detail) {
        try {
            return detail.is(ErrorInfo.class) ? detail.unpack(ErrorInfo.class) : null;
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }

    private static ErrorCode codeOf(Status.Code status) {
        return switch (status) {
            case UNAVAILABLE -> ErrorCode.UNAVAILABLE;
            case DEADLINE_EXCEEDED -> ErrorCode.EXPIRED;
            case CANCELLED -> ErrorCode.CANCELLED;
            case RESOURCE_EXHAUSTED -> ErrorCode.OVERLOADED;
            case INVALID_ARGUMENT, OUT_OF_RANGE -> ErrorCode.INVALID_REQUEST;
            case UNIMPLEMENTED -> ErrorCode.NOT_SUPPORTED;
            default -> ErrorCode.INTERNAL;
        };
    }

    private static String describe(Status status) {
        StringBuilder text = new StringBuilder();
        text.append(status.getDescription() == null ? status.getCode().name() : status.getDescription());
        for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                text.append(": ").append(cause.getMessage());
            }
        }
        return text.toString();
    }
}
