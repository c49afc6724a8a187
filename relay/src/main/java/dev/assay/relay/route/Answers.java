package dev.assay.relay.route;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.EnclaveCompleted;
import dev.assay.proto.v1.EnclaveFailed;
import dev.assay.proto.v1.TeeResult;
import dev.assay.relay.request.LiveRequest;
import dev.assay.verification.Verdict;
import dev.assay.verification.receipt.VerifiedReceipt;
import dev.assay.verification.statement.Receipt;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks what enclaves answer, on threads of its own, and tells the router what it comes to. */
public final class Answers {

    private static final Logger log = LoggerFactory.getLogger(Answers.class);
    private static final Set<ErrorCode> LIMITS =
            Set.of(ErrorCode.LIMIT_TIME, ErrorCode.LIMIT_MEMORY, ErrorCode.LIMIT_OUTPUT);

    private final Router router;
    private final ReceiptCheck receipts;
    private final Catalogue catalogue;
    private final Counters counters;
    private final Executor executor;

    public Answers(Router router, ReceiptCheck receipts, Catalogue catalogue, Counters counters, Executor executor) {
        this.router = router;
        this.receipts = receipts;
        this.catalogue = catalogue;
        this.counters = counters;
        this.executor = executor;
    }

    public void completed(Enclave enclave, EnclaveCompleted answer) {
        answered(enclave, answer.getRequestId(), request -> signed(enclave, request, answer.getResult(), ""));
    }

    public void failed(Enclave enclave, EnclaveFailed answer) {
        answered(
                enclave,
                answer.getRequestId(),
                request -> answer.hasResult()
                        ? signed(enclave, request, answer.getResult(), answer.getCode())
                        : unsigned(request, new Trouble(ErrorCode.named(answer.getCode()), answer.getDetail())));
    }

    private void answered(Enclave enclave, ByteString requestId, Function<LiveRequest, Outcome> check) {
        router.claim(enclave, Wire.digest(requestId))
                .ifPresent(placement ->
                        executor.execute(() -> router.settle(placement, enclave, outcome(check, placement.request()))));
    }

    private static Outcome outcome(Function<LiveRequest, Outcome> check, LiveRequest request) {
        try {
            return check.apply(request);
        } catch (Failure malformed) {
            return new Outcome.Deceived(new Trouble(ErrorCode.RECEIPT_REJECTED, malformed.detail()));
        } catch (RuntimeException e) {
            log.error("cannot check the answer to {}", request.id(), e);
            return new Outcome.Faltered(new Trouble(ErrorCode.INTERNAL, "the relay could not check the answer"));
        }
    }

    /** What the receipt says, whatever the message around it says. */
    private Outcome signed(Enclave enclave, LiveRequest request, TeeResult result, String code) {
        return switch (receipts.verify(request, result, enclave.attested().signer())) {
            case Verdict.Verified<VerifiedReceipt>(VerifiedReceipt receipt) -> ran(receipt.receipt(), result, code);
            case Verdict.Simulated<VerifiedReceipt>(VerifiedReceipt receipt) -> ran(receipt.receipt(), result, code);
            case Verdict.Rejected<VerifiedReceipt> rejected -> {
                counters.rejectedReceipt();
                yield new Outcome.Deceived(
                        new Trouble(ErrorCode.RECEIPT_REJECTED, rejected.reason() + ": " + rejected.detail()));
            }
        };
    }

    private static Outcome ran(Receipt receipt, TeeResult result, String code) {
        if (receipt.status() == Receipt.SUCCEEDED) {
            return new Outcome.Fulfilled(result);
        }
        Trouble trouble = receipt.status() == Receipt.LIMIT_HIT
                ? new Trouble(limit(code), "the program hit a limit of its manifest")
                : new Trouble(ErrorCode.PROGRAM_TRAPPED, "the program failed on this input");
        return new Outcome.ProgramFailed(trouble, result);
    }

    /** Which limit is not in the signed bytes: the enclave's word for it, if it is one of them. */
    private static ErrorCode limit(String code) {
        ErrorCode named = ErrorCode.named(code);
        return LIMITS.contains(named) ? named : ErrorCode.LIMIT_TIME;
    }

    /** Nothing was signed, so nothing is certain: another enclave is asked, unless the catalogue settles it. */
    private Outcome unsigned(LiveRequest request, Trouble trouble) {
        if (trouble.code() == ErrorCode.UNKNOWN_WORKLOAD) {
            return switch (catalogue.holds(request.statement().workload())) {
                case ABSENT -> new Outcome.Impossible(trouble);
                case PRESENT -> new Outcome.Faltered(trouble);
                case UNKNOWN -> new Outcome.Declined(trouble);
            };
        }
        return trouble.code().retryable() ? new Outcome.Faltered(trouble) : new Outcome.Declined(trouble);
    }
}
