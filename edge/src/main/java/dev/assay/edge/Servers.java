package dev.assay.edge;

import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import io.grpc.netty.NettyServerBuilder;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Server ends: every limit in one place. */
public final class Servers {

    /** The largest message either way. */
    public static final int MAX_MESSAGE_BYTES = 4 << 20;

    private static final int MAX_METADATA_BYTES = 16 << 10;
    private static final int MAX_CALLS_PER_CONNECTION = 1024;

    private Servers() {}

    /**
     * A builder with the services, each behind the field rules of the protos and the error mapping. Handlers run on
     * virtual threads, so they may block.
     */
    public static NettyServerBuilder listen(HostPort on, List<? extends BindableService> services) {
        NettyServerBuilder builder = bare(on);
        ErrorInterceptor errors = new ErrorInterceptor();
        ValidationInterceptor validation = new ValidationInterceptor();
        for (BindableService service : services) {
            // The last one listed is called first.
            builder.addService(ServerInterceptors.intercept(service, validation, errors));
        }
        return builder;
    }

    /** The limits alone, for a server that adds its services itself. */
    public static NettyServerBuilder bare(HostPort on) {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("grpc-", 0).factory());
        return NettyServerBuilder.forAddress(on.socketAddress())
                .executor(threads)
                .maxInboundMessageSize(MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_METADATA_BYTES)
                .maxConcurrentCallsPerConnection(MAX_CALLS_PER_CONNECTION)
                .maxRstFramesPerWindow(200, 30)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS);
    }
}
