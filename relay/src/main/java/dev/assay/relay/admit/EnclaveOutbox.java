package dev.assay.relay.admit;

import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.AttachEnclaveResponse;
import dev.assay.proto.v1.EnclaveAdmitted;
import dev.assay.proto.v1.EnclaveCancel;
import dev.assay.proto.v1.EnclaveDrain;
import dev.assay.relay.request.LiveRequest;
import dev.assay.relay.route.Outbox;
import dev.assay.verification.Digest;
import java.util.function.Consumer;

/** What the router says to an enclave, as messages. */
record EnclaveOutbox(Digest enclaveId, Mailbox mailbox, Consumer<Failure> end) implements Outbox {

    @Override
    public void admitted() {
        mailbox.post(AttachEnclaveResponse.newBuilder()
                .setAdmitted(EnclaveAdmitted.newBuilder().setEnclaveId(Wire.bytes(enclaveId))));
    }

    @Override
    public void execute(LiveRequest request) {
        mailbox.post(AttachEnclaveResponse.newBuilder().setExecute(request.execute()), request.id());
    }

    @Override
    public void cancel(Digest requestId) {
        if (!mailbox.takeBack(requestId)) {
            mailbox.post(AttachEnclaveResponse.newBuilder()
                    .setCancel(EnclaveCancel.newBuilder().setRequestId(Wire.bytes(requestId))));
        }
    }

    @Override
    public void drain() {
        mailbox.post(AttachEnclaveResponse.newBuilder().setDrain(EnclaveDrain.getDefaultInstance()));
    }

    @Override
    public void close(Failure why) {
        end.accept(why);
    }
}
