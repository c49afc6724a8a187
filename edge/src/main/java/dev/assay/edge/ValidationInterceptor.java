package dev.assay.edge;

import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.Violation;
import build.buf.protovalidate.exceptions.ValidationException;
import com.google.protobuf.Message;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.stream.Collectors;

/** Holds every message that arrives to the rules written beside its fields in the protos. */
public final class ValidationInterceptor implements ServerInterceptor {

    private static final Validator VALIDATOR = ValidatorFactory.newBuilder().build();

    @Override
    public <Q, P> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, P> call, Metadata headers, ServerCallHandler<Q, P> next) {
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            @Override
            public void onMessage(Q message) {
                if (message instanceof Message protobuf) {
                    check(protobuf);
                }
                super.onMessage(message);
            }
        };
    }

    /** @throws Failure with {@link ErrorCode#INVALID_REQUEST} that names each field and rule */
    static void check(Message message) {
        try {
            ValidationResult result = VALIDATOR.validate(message);
            if (!result.isSuccess()) {
                throw new Failure(
                        ErrorCode.INVALID_REQUEST,
                        result.getViolations().stream()
                                .map(ValidationInterceptor::describe)
                                .collect(Collectors.joining("; ")));
            }
        } catch (ValidationException e) {
            throw new IllegalStateException("the rules in the protos do not compile", e);
        }
    }

    private static String describe(Violation violation) {
        String field = violation.toProto().getField().getElementsList().stream()
                .map(element -> element.getFieldName())
                .collect(Collectors.joining("."));
        return field + ": " + violation.toProto().getMessage();
    }
}
