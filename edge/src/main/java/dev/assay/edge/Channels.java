package dev.assay.edge;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Client ends. */
public final class Channels {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private Channels() {}

    /**
     * A plaintext channel: what travels on it is verified by whoever receives it. Connects at the first call, and from then
     * on tries again at least every five seconds while the peer is gone.
     */
    public static ManagedChannel connect(HostPort to) {
        return connect(to, LONGEST_PAUSE);
    }

    static ManagedChannel connect(HostPort to, Duration longestPause) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(to.host(), to.port())
                .usePlaintext()
                .maxInboundMessageSize(Servers.MAX_MESSAGE_BYTES)
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .build();
        keepTrying(channel, longestPause);
        return channel;
    }

    /** The library's own pauses grow to two minutes, for which a peer that is back would seem to be gone. */
    private static void keepTrying(ManagedChannel channel, Duration longestPause) {
        ConnectivityState state = channel.getState(false);
        switch (state) {
            case TRANSIENT_FAILURE ->
                CompletableFuture.delayedExecutor(longestPause.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(() -> {
                            channel.resetConnectBackoff();
                            keepTrying(channel, longestPause);
                        });
            case SHUTDOWN -> {}
            case IDLE, CONNECTING, READY ->
                channel.notifyWhenStateChanged(state, () -> keepTrying(channel, longestPause));
        }
    }
}
