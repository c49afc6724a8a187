package dev.assay.market;

import com.google.protobuf.ByteString;
import dev.assay.edge.HostPort;
import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.edge.artifact.Progress;
import dev.assay.proto.v1.MarketServiceGrpc;
import dev.assay.proto.v1.RegisterCircuitRequest;
import dev.assay.verification.Digest;
import io.grpc.ManagedChannel;
import java.io.IOException;

/** A market that runs somewhere, and a channel to it. */
interface Reachable {

    HostPort address();

    ManagedChannel channel();

    default MarketServiceGrpc.MarketServiceBlockingStub stub() {
        return MarketServiceGrpc.newBlockingStub(channel());
    }

    /** @return whether it was new */
    default boolean register(byte[] manifest) {
        return stub().registerCircuit(RegisterCircuitRequest.newBuilder()
                        .setManifest(ByteString.copyFrom(manifest))
                        .build())
                .getCreated();
    }

    default void registerReserves() throws IOException {
        ArtifactClient artifacts = new ArtifactClient(channel());
        for (String name : new String[] {"verification_key.json", "reserves.zkey", "reserves.wasm", "reserves.r1cs"}) {
            Digest ignored = artifacts.upload(ReservesCircuit.path(name), Progress.SILENT);
        }
        boolean ignored = register(ReservesCircuit.circuit().manifest());
    }
}
