package dev.assay.enclave.link;

import com.google.protobuf.ByteString;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.AttachEnclaveRequest;
import dev.assay.proto.v1.EnclaveCompleted;
import dev.assay.proto.v1.EnclaveFailed;
import dev.assay.proto.v1.TeeResult;
import dev.assay.verification.Digest;

/** What became of a job. */
sealed interface Answer {
    int LONGEST_DETAIL = 4_000;

    /** A code for logs and people. */
    String code();

    AttachEnclaveRequest toWire(Digest requestId);

    /** The program ran to its end. */
    record Completed(TeeResult result) implements Answer {
        @Override
        public String code() {
            return "COMPLETED";
        }

        @Override
        public AttachEnclaveRequest toWire(Digest requestId) {
            return AttachEnclaveRequest.newBuilder()
                    .setCompleted(EnclaveCompleted.newBuilder()
                            .setRequestId(Wire.bytes(requestId))
                            .setResult(result))
                    .build();
        }
    }

    /** The program ran and failed, or was stopped at a limit: signed as well. */
    record Failed(Failure failure, TeeResult result) implements Answer {
        @Override
        public String code() {
            return failure.code().name();
        }

        @Override
        public AttachEnclaveRequest toWire(Digest requestId) {
            return AttachEnclaveRequest.newBuilder()
                    .setFailed(describe(failure, Wire.bytes(requestId)).setResult(result))
                    .build();
        }
    }

    /** Nothing ran, or it was cancelled; nothing is signed. */
    record Refused(Failure failure) implements Answer {
        @Override
        public String code() {
            return failure.code().name();
        }

        @Override
        public AttachEnclaveRequest toWire(Digest requestId) {
            return AttachEnclaveRequest.newBuilder()
                    .setFailed(describe(failure, Wire.bytes(requestId)))
                    .build();
        }
    }

    private static EnclaveFailed.Builder describe(Failure failure, ByteString requestId) {
        String detail = failure.detail();
        return EnclaveFailed.newBuilder()
                .setRequestId(requestId)
                .setCode(failure.code().name())
                .setDetail(detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL));
    }
}
