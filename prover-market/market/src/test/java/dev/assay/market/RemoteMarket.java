package dev.assay.market;

import dev.assay.edge.Channels;
import dev.assay.edge.HostPort;
import io.grpc.ManagedChannel;

/** A market that runs in another process. */
record RemoteMarket(HostPort address, ManagedChannel channel) implements Reachable, AutoCloseable {

    static RemoteMarket at(HostPort address) {
        return new RemoteMarket(address, Channels.connect(address));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
