package dev.assay.market.node;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.market.estimate.Clearings;
import dev.assay.market.job.Execution;
import dev.assay.market.lease.Lease;
import dev.assay.market.lease.NodeTerms;
import dev.assay.market.settle.InputChecks;
import dev.assay.market.settle.Settled;
import dev.assay.market.settle.Submission;
import dev.assay.proto.v1.AttachNodeRequest;
import dev.assay.proto.v1.AttachNodeResponse;
import dev.assay.proto.v1.NodeBid;
import dev.assay.proto.v1.NodeHello;
import dev.assay.proto.v1.NodeProgress;
import dev.assay.proto.v1.NodeQuotes;
import dev.assay.proto.v1.NodeSubmission;
import dev.assay.proto.v1.NodeSurrender;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.sign.Address;
import dev.assay.verification.statement.Attach;
import dev.assay.verification.statement.Bid;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.statement.Statement;
import dev.assay.verification.transcript.BidAck;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one node says, in order. Nothing but a signed hello is heard before the node has shown that it holds its key. */
final class NodeStream implements StreamObserver<AttachNodeRequest> {

    private static final Duration HELLO_LIMIT = Duration.ofSeconds(5);

    /** How the market says that a lease was paid, or ended by no fault of its node: no node says so of itself. */
    private static final Set<String> THE_MARKETS_WORDS =
            Set.of(Lease.PAID, ErrorCode.CANCELLED.name(), ErrorCode.INTERNAL.name(), ErrorCode.VERIFIER_FAILED.name());

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Logger LOG = LoggerFactory.getLogger(NodeStream.class);

    private final NodeDesk desk;
    private final ServerCallStreamObserver<AttachNodeResponse> responses;
    private final Digest nonce;
    private final SubmissionLine submissions = new SubmissionLine(this::answer);
    private volatile @Nullable NodeSession session;
    private boolean ended;

    NodeStream(NodeDesk desk, ServerCallStreamObserver<AttachNodeResponse> responses) {
        this.desk = desk;
        this.responses = responses;
        byte[] random = new byte[Digest.SIZE_BYTES];
        RANDOM.nextBytes(random);
        this.nonce = Digest.of(random);
    }

    void challenge() {
        responses.setOnCancelHandler(this::detach);
        responses.setOnCloseHandler(this::detach);
        responses.onNext(NodeMessages.challenge(nonce));
        CompletableFuture.delayedExecutor(HELLO_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .execute(this::requireHello);
    }

    private synchronized void requireHello() {
        if (session == null && !ended) {
            ended = true;
            responses.onError(
                    new Failure(ErrorCode.BAD_SIGNATURE, "no hello within " + HELLO_LIMIT).toStatusException());
        }
    }

    /** Whatever goes wrong ends the stream, and with it what the node held. */
    @Override
    public void onNext(AttachNodeRequest message) {
        desk.nodes().gate().pass(() -> receive(message));
    }

    private void receive(AttachNodeRequest message) {
        try {
            NodeSession attached = session;
            if (attached == null) {
                greet(message);
            } else {
                hear(attached, message);
            }
        } catch (RuntimeException e) {
            detach();
            throw e;
        }
    }

    private synchronized void greet(AttachNodeRequest message) {
        if (ended) {
            return;
        }
        if (!message.hasHello()) {
            throw new Failure(ErrorCode.BAD_SIGNATURE, "the first message must be a signed hello");
        }
        NodeHello hello = message.getHello();
        Address node = Wire.address(hello.getNode());
        require(new Attach(nonce, node), hello.getSignature(), node);
        NodeTerms terms = new NodeTerms(
                hello.getCapacity(), Texts.printable(hello.getHardware()), Texts.printable(hello.getVersion()));
        desk.leases().welcome(node, terms);
        NodeSession attached =
                new NodeSession(node, terms, responses, desk.database(), desk.circuits(), desk.acceptWithin());
        attached.send(NodeMessages.welcome(desk.heartbeat()));
        desk.nodes().add(attached);
        session = attached;
        LOG.info("node {} attached: {} with {} slots", node, terms.hardware(), terms.capacity());
    }

    private <S extends Statement> Signed<S> require(S statement, ByteString signature, Address node) {
        Verdict<Signed<S>> verdict = Signed.verify(statement, signature.toByteArray(), node, desk.domain());
        if (verdict instanceof Verdict.Verified<Signed<S>>(Signed<S> signed)) {
            return signed;
        }
        throw new Failure(
                ErrorCode.BAD_SIGNATURE,
                "not signed by node " + node + " for this deployment (chain "
                        + desk.domain().chainId() + ")");
    }

    private void hear(NodeSession attached, AttachNodeRequest message) {
        switch (message.getMessageCase()) {
            case QUOTES -> {
                quotes(attached, message.getQuotes());
                desk.auctioneer().slotsFree(attached.capacity());
            }
            case BID -> {
                attached.answered();
                bid(attached.address(), message.getBid());
            }
            case PASS -> {
                attached.answered();
                desk.house()
                        .pass(
                                attached.address(),
                                Wire.digest(message.getPass().getJobId()),
                                Texts.code(message.getPass().getCode()));
            }
            case PROGRESS -> progress(attached.address(), message.getProgress());
            case HEARTBEAT ->
                desk.life().heartbeat(attached.address(), message.getHeartbeat().getFencingTokensList());
            case SUBMISSION -> submission(attached.address(), message.getSubmission());
            case SURRENDER -> surrender(attached.address(), message.getSurrender());
            case ACCEPT ->
                desk.leases()
                        .accept(
                                attached.address(),
                                Wire.digest(message.getAccept().getJobId()),
                                message.getAccept().getFencingToken());
            case DRAIN -> desk.leases().drain(attached.address());
            case HELLO, MESSAGE_NOT_SET ->
                throw new Failure(ErrorCode.INVALID_REQUEST, "not expected here: " + message.getMessageCase());
        }
    }

    /** Written down before they count: what a lease was given for can be shown afterwards. */
    private void quotes(NodeSession attached, NodeQuotes wire) {
        Quotes quotes =
                new QuoteReader(desk.domain(), attached.address(), desk.clock().instant()).read(wire);
        if (!quotes.signed().isEmpty()) {
            desk.database().transact(tx -> {
                new Clearings(tx).insertQuotes(quotes.signed());
                return quotes;
            });
        }
        attached.quote(quotes);
    }

    private void bid(Address node, NodeBid wire) {
        Digest jobId = Wire.digest(wire.getJobId());
        if (!desk.house().awaits(node, jobId)) {
            return;
        }
        Bid bid = new Bid(jobId, wire.getPriceMicros(), wire.getExpectedMillis(), Wire.digest(wire.getSalt()));
        desk.house().bid(require(bid, wire.getSignature(), node)).ifPresent(seed -> acknowledge(bid, seed));
    }

    /** Signed, so that the node can show what it bid if the round's record lacks it. */
    private void acknowledge(Bid bid, Digest seed) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        BidAck ack = new BidAck(bid.jobId(), bid.digest(desk.domain()), seed, now);
        say(NodeMessages.bidReceived(bid.jobId(), ack.sign(desk.signer())));
    }

    private void progress(Address node, NodeProgress wire) {
        Execution execution = switch (wire.getExecution()) {
            case EXECUTION_FETCHING -> Execution.FETCHING;
            case EXECUTION_WITNESS -> Execution.WITNESS;
            case EXECUTION_RUNNING, EXECUTION_PROVING -> Execution.PROVING;
            default -> Execution.PENDING;
        };
        Optional<Duration> left =
                wire.hasLeftMillis() ? Optional.of(Duration.ofMillis(wire.getLeftMillis())) : Optional.empty();
        desk.life().progress(node, Wire.digest(wire.getJobId()), wire.getFencingToken(), execution, left);
    }

    private void submission(Address node, NodeSubmission wire) {
        submissions.add(new Submission(
                node,
                Wire.digest(wire.getJobId()),
                wire.getFencingToken(),
                wire.getProof().toByteArray(),
                wire.getPublicInputs().toByteArray()));
    }

    private void answer(Submission submission) {
        desk.nodes().gate().pass(() -> settleOrGiveUp(submission));
    }

    private void settleOrGiveUp(Submission submission) {
        try {
            if (desk.selfTests().awaits(submission)) {
                judge(submission);
            } else {
                settle(submission);
            }
        } catch (RuntimeException e) {
            LOG.error("the settlement of job {} failed", submission.jobId(), e);
            giveUp(submission);
        }
    }

    private void judge(Submission submission) {
        Optional<String> fault = desk.selfTests().judge(submission);
        String code = ErrorCode.PROOF_REJECTED.name();
        say(fault.map(why -> NodeMessages.leaseLost(submission.jobId(), submission.token(), code, why))
                .orElseGet(() -> NodeMessages.settled(submission.jobId(), submission.token(), new Settled.Paid(0, 0))));
        LOG.info("node {} showed that it proves: {}", submission.node(), fault.orElse("it does"));
    }

    private void settle(Submission submission) {
        switch (desk.settlements().submit(submission)) {
            case Settled.Paid paid -> say(NodeMessages.settled(submission.jobId(), submission.token(), paid));
            case Settled.TooLate(String detail) -> {
                String code = ErrorCode.LEASE_LOST.name();
                say(NodeMessages.leaseLost(submission.jobId(), submission.token(), code, detail));
            }
            case Settled.Rejected rejected ->
                LOG.info("proof of {} rejected: {}", submission.node(), rejected.detail());
        }
    }

    /** To the node, if it still listens here; one that attached again meanwhile asks again. */
    private void say(AttachNodeResponse message) {
        NodeSession attached = session;
        if (attached != null) {
            attached.send(message);
        }
    }

    private void giveUp(Submission submission) {
        try {
            desk.losses()
                    .giveUp(
                            submission.node(),
                            submission.jobId(),
                            submission.token(),
                            ErrorCode.INTERNAL,
                            "the market failed to settle the proof");
        } catch (RuntimeException e) {
            LOG.error("the lease of job {} runs on until its heartbeats fail", submission.jobId(), e);
        }
    }

    /** A validator may run first: not on this thread, which heartbeats need. */
    private void surrender(Address node, NodeSurrender wire) {
        String code = Texts.code(wire.getCode());
        String detail = Texts.printable(wire.getDetail());
        if (code.equals(ErrorCode.INPUT_REJECTED.name())) {
            Runnable check = () -> desk.nodes().gate().pass(() -> judgeInput(node, wire, detail));
            desk.inputs().begin(node, Wire.digest(wire.getJobId()), wire.getFencingToken(), check);
        } else if (THE_MARKETS_WORDS.contains(code)) {
            surrender(node, wire, "SURRENDERED", code + " " + detail);
        } else {
            surrender(node, wire, code, detail);
        }
    }

    private void judgeInput(Address node, NodeSurrender wire, String detail) {
        try {
            InputChecks.Ruling ruling =
                    desk.inputs().on(node, Wire.digest(wire.getJobId()), wire.getFencingToken(), detail);
            end(node, wire, ruling.code(), Texts.printable(ruling.detail()));
        } catch (RuntimeException e) {
            LOG.error("the input of job {} was not judged", Wire.digest(wire.getJobId()), e);
            end(node, wire, ErrorCode.VERIFIER_FAILED, "the market failed to look at the input");
        }
    }

    /** That nobody knows is not the node's fault. */
    private void end(Address node, NodeSurrender wire, ErrorCode code, String detail) {
        if (code == ErrorCode.VERIFIER_FAILED) {
            desk.losses().giveUp(node, Wire.digest(wire.getJobId()), wire.getFencingToken(), code, detail);
        } else {
            surrender(node, wire, code.name(), detail);
        }
    }

    private void surrender(Address node, NodeSurrender wire, String code, String detail) {
        desk.losses().surrender(node, Wire.digest(wire.getJobId()), wire.getFencingToken(), code, detail);
    }

    @Override
    public void onError(Throwable cancelled) {
        detach();
    }

    @Override
    public void onCompleted() {
        detach();
        synchronized (responses) {
            try {
                responses.onCompleted();
            } catch (IllegalStateException e) {
                // The market has ended the stream already.
            }
        }
    }

    /** May be called several times. */
    private synchronized void detach() {
        ended = true;
        NodeSession attached = session;
        session = null;
        if (attached != null && desk.nodes().remove(attached)) {
            desk.house().gone(attached.address());
            desk.nodes().gate().pass(() -> shortenLeases(attached.address()));
            LOG.info("node {} detached", attached.address());
        }
    }

    private void shortenLeases(Address node) {
        try {
            desk.life().disconnected(node);
        } catch (RuntimeException e) {
            // Without this the leases run out a little later.
            LOG.warn("the leases of node {} were not shortened", node, e);
        }
    }
}
