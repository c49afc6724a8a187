package dev.assay.relay.forward;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import io.grpc.BindableService;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * A service that another server implements: its calls are passed on unchanged, whatever they carry. Only the methods that
 * the description names are; anything else is as unknown here as it is there.
 */
public final class ForwardedService implements BindableService {

    private final ServiceDescriptor service;
    private final @Nullable Channel upstream;

    /** @param upstream without one every call fails with UNAVAILABLE */
    public ForwardedService(ServiceDescriptor service, @Nullable Channel upstream) {
        this.service = service;
        this.upstream = upstream;
    }

    @Override
    public ServerServiceDefinition bindService() {
        ServerServiceDefinition.Builder definition = ServerServiceDefinition.builder(service.getName());
        for (MethodDescriptor<?, ?> method : service.getMethods()) {
            MethodDescriptor<byte[], byte[]> bytes = method.toBuilder(ByteMarshaller.INSTANCE, ByteMarshaller.INSTANCE)
                    .build();
            definition.addMethod(bytes, (call, headers) -> start(bytes, call, headers));
        }
        return definition.build();
    }

    private ServerCall.Listener<byte[]> start(
            MethodDescriptor<byte[], byte[]> method, ServerCall<byte[], byte[]> call, Metadata headers) {
        if (upstream == null) {
            throw new Failure(
                    ErrorCode.UNAVAILABLE,
                    "this relay has no market (see \"market\" in its configuration): " + service.getName()
                            + " is not here");
        }
        return ForwardedCall.start(call, upstream, method, headers);
    }
}
