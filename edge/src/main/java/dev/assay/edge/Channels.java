package dev.assay.edge;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;

/** Client ends. */
public final class Channels {

    private Channels() {}

    /** A plaintext channel: what travels on it is verified by whoever receives it. Connects at the first call. */
    public static ManagedChannel connect(HostPort to) {
        return NettyChannelBuilder.forAddress(to.host(), to.port())
                .usePlaintext()
                .maxInboundMessageSize(Servers.MAX_MESSAGE_BYTES)
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .build();
    }
}
