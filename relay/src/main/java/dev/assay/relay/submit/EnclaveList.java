package dev.assay.relay.submit;

import dev.assay.edge.Servers;
import dev.assay.proto.v1.Enclave;
import dev.assay.proto.v1.ListEnclavesResponse;
import dev.assay.relay.route.Router;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The directory that clients choose from, in random order so that nobody is always first. */
public final class EnclaveList {

    private static final int MAX_BYTES = Servers.MAX_MESSAGE_BYTES - (64 << 10);
    private static final int FRAMING_BYTES = 16;

    private final Router router;

    public EnclaveList(Router router) {
        this.router = router;
    }

    /** All of them, or a random part if their evidence does not fit into one message. */
    ListEnclavesResponse response() {
        List<Enclave> shuffled = new ArrayList<>(router.enclaves());
        Collections.shuffle(shuffled);
        ListEnclavesResponse.Builder response = ListEnclavesResponse.newBuilder();
        int sizeBytes = 0;
        for (Enclave enclave : shuffled) {
            sizeBytes += enclave.getSerializedSize() + FRAMING_BYTES;
            if (sizeBytes > MAX_BYTES) {
                break;
            }
            response.addEnclaves(enclave);
        }
        return response.build();
    }
}
