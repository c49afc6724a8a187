package dev.assay.market.node;

import dev.assay.proto.v1.AttachNodeRequest;
import dev.assay.proto.v1.AttachNodeResponse;
import dev.assay.proto.v1.NodeLinkGrpc;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/** The nodes' door. */
public final class NodeLinkGrpcService extends NodeLinkGrpc.NodeLinkImplBase {

    private final NodeDesk desk;

    public NodeLinkGrpcService(NodeDesk desk) {
        this.desk = desk;
    }

    @Override
    public StreamObserver<AttachNodeRequest> attachNode(StreamObserver<AttachNodeResponse> responses) {
        NodeStream stream = new NodeStream(desk, (ServerCallStreamObserver<AttachNodeResponse>) responses);
        stream.challenge();
        return stream;
    }
}
