package dev.assay.market;

import com.google.protobuf.ByteString;
import dev.assay.edge.Channels;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.AttachNodeRequest;
import dev.assay.proto.v1.AttachNodeResponse;
import dev.assay.proto.v1.Execution;
import dev.assay.proto.v1.GetBalanceRequest;
import dev.assay.proto.v1.GetBalanceResponse;
import dev.assay.proto.v1.MarketServiceGrpc;
import dev.assay.proto.v1.NodeAccept;
import dev.assay.proto.v1.NodeAward;
import dev.assay.proto.v1.NodeBid;
import dev.assay.proto.v1.NodeDrain;
import dev.assay.proto.v1.NodeHeartbeat;
import dev.assay.proto.v1.NodeHello;
import dev.assay.proto.v1.NodeLeaseLost;
import dev.assay.proto.v1.NodeLinkGrpc;
import dev.assay.proto.v1.NodeOffer;
import dev.assay.proto.v1.NodePass;
import dev.assay.proto.v1.NodeProgress;
import dev.assay.proto.v1.NodeQuote;
import dev.assay.proto.v1.NodeQuotes;
import dev.assay.proto.v1.NodeSettled;
import dev.assay.proto.v1.NodeSubmission;
import dev.assay.proto.v1.NodeSurrender;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Attach;
import dev.assay.verification.statement.Bid;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A node that speaks the real protocol over a real connection and has its proof ready. It bids its price for every offer; what
 * it does with an award a test says.
 */
final class FakeNode implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Reachable market;
    private final SigningKey key;
    private final ManagedChannel channel;
    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    final BlockingQueue<NodeOffer> offers = new LinkedBlockingQueue<>();
    final BlockingQueue<NodeAward> awards = new LinkedBlockingQueue<>();
    final BlockingQueue<NodeLeaseLost> losses = new LinkedBlockingQueue<>();
    final BlockingQueue<NodeSettled> settlements = new LinkedBlockingQueue<>();
    final BlockingQueue<Digest> closedAuctions = new LinkedBlockingQueue<>();
    final BlockingQueue<byte[]> acknowledgements = new LinkedBlockingQueue<>();
    final CompletableFuture<Throwable> ended = new CompletableFuture<>();
    private final CompletableFuture<Digest> nonce = new CompletableFuture<>();
    private final CompletableFuture<Long> welcome = new CompletableFuture<>();
    private @Nullable StreamObserver<AttachNodeRequest> out;
    volatile Consumer<NodeOffer> onOffer;
    volatile Consumer<NodeAward> onAward = award -> {};
    private volatile boolean beating = true;
    volatile boolean accepting = true;

    FakeNode(Reachable market, SigningKey key, long priceMicros) {
        this.market = market;
        this.key = key;
        this.channel = Channels.connect(market.address());
        this.onOffer = offer -> bid(Wire.digest(offer.getJobId()), priceMicros);
    }

    /** Attached, and serving every circuit. */
    static FakeNode attached(Reachable market, long priceMicros, int capacity) {
        return attached(market, SigningKey.generate(new SecureRandom()), priceMicros, capacity);
    }

    static FakeNode attached(Reachable market, SigningKey key, long priceMicros, int capacity) {
        return new FakeNode(market, key, priceMicros).attach(priceMicros, capacity);
    }

    /** For a test that says beforehand what the node does with an offer. */
    FakeNode attach(long priceMicros, int capacity) {
        connect();
        hello(key, capacity);
        long heartbeatMillis = await(welcome);
        quoteAnyCircuit(priceMicros);
        Thread.ofVirtual().start(() -> beat(heartbeatMillis));
        return this;
    }

    /** One that hands in the sample proof as soon as it has a job. */
    static FakeNode proving(Reachable market, long priceMicros) {
        FakeNode node = attached(market, priceMicros, 4);
        node.onAward = node::submitSample;
        return node;
    }

    void connect() {
        out = NodeLinkGrpc.newStub(channel).attachNode(new Inbox());
    }

    private final class Inbox implements StreamObserver<AttachNodeResponse> {
        @Override
        public void onNext(AttachNodeResponse message) {
            switch (message.getMessageCase()) {
                case CHALLENGE ->
                    nonce.complete(Wire.digest(message.getChallenge().getNonce()));
                case WELCOME -> welcome.complete(message.getWelcome().getHeartbeatMillis());
                case OFFER -> {
                    offers.add(message.getOffer());
                    onOffer.accept(message.getOffer());
                }
                case AUCTION_CLOSED ->
                    closedAuctions.add(Wire.digest(message.getAuctionClosed().getJobId()));
                case AWARD -> {
                    held.add(message.getAward().getFencingToken());
                    awards.add(message.getAward());
                    if (accepting) {
                        accept(message.getAward());
                    }
                    onAward.accept(message.getAward());
                }
                case LEASE_LOST -> {
                    held.remove(message.getLeaseLost().getFencingToken());
                    losses.add(message.getLeaseLost());
                }
                case SETTLED -> {
                    held.remove(message.getSettled().getFencingToken());
                    settlements.add(message.getSettled());
                }
                case BID_RECEIVED ->
                    acknowledgements.add(
                            message.getBidReceived().getAcknowledgement().toByteArray());
                case MESSAGE_NOT_SET -> throw new AssertionError("an empty message");
            }
        }

        @Override
        public void onError(Throwable thrown) {
            ended.complete(thrown);
        }

        @Override
        public void onCompleted() {
            ended.complete(new IllegalStateException("completed"));
        }
    }

    Address address() {
        return key.address();
    }

    Digest nonce() {
        return await(nonce);
    }

    void hello(SigningKey signer, int capacity) {
        hello(signer.sign(new Attach(nonce(), key.address()).digest(SigningDomain.dev())), capacity);
    }

    void hello(byte[] signature, int capacity) {
        send(AttachNodeRequest.newBuilder()
                .setHello(NodeHello.newBuilder()
                        .setNode(Wire.bytes(key.address()))
                        .setSignature(ByteString.copyFrom(signature))
                        .setCapacity(capacity)
                        .setHardware("fake")
                        .setVersion("test"))
                .build());
    }

    void quoteAnyCircuit(long priceMicros) {
        send(AttachNodeRequest.newBuilder()
                .setQuotes(NodeQuotes.newBuilder()
                        .setAnyCircuit(NodeQuote.newBuilder().setPriceMicros(priceMicros)))
                .build());
    }

    void quote(NodeQuotes quotes) {
        send(AttachNodeRequest.newBuilder().setQuotes(quotes).build());
    }

    void bid(Digest jobId, long priceMicros) {
        Bid bid = new Bid(jobId, priceMicros, 1, Digest.sha256(key.secret(), jobId.bytes()));
        bid(bid, key.sign(bid.digest(SigningDomain.dev())));
    }

    void bid(Bid bid, byte[] signature) {
        send(AttachNodeRequest.newBuilder()
                .setBid(NodeBid.newBuilder()
                        .setJobId(Wire.bytes(bid.jobId()))
                        .setPriceMicros(bid.priceMicros())
                        .setExpectedMillis(bid.expectedMillis())
                        .setSalt(Wire.bytes(bid.salt()))
                        .setSignature(ByteString.copyFrom(signature)))
                .build());
    }

    void pass(NodeOffer offer, String code) {
        send(AttachNodeRequest.newBuilder()
                .setPass(NodePass.newBuilder().setJobId(offer.getJobId()).setCode(code))
                .build());
    }

    void accept(NodeAward award) {
        send(AttachNodeRequest.newBuilder()
                .setAccept(NodeAccept.newBuilder().setJobId(award.getJobId()).setFencingToken(award.getFencingToken()))
                .build());
    }

    void submitSample(NodeAward award) {
        submit(award, ReservesCircuit.proof());
    }

    void submit(NodeAward award, byte[] proof) {
        submit(Wire.digest(award.getJobId()), award.getFencingToken(), proof, ReservesCircuit.publicInputs());
    }

    void submit(Digest jobId, long token, byte[] proof, byte[] publicInputs) {
        send(AttachNodeRequest.newBuilder()
                .setSubmission(NodeSubmission.newBuilder()
                        .setJobId(Wire.bytes(jobId))
                        .setFencingToken(token)
                        .setProof(ByteString.copyFrom(proof))
                        .setPublicInputs(ByteString.copyFrom(publicInputs)))
                .build());
    }

    void surrender(NodeAward award, String code, String detail) {
        send(AttachNodeRequest.newBuilder()
                .setSurrender(NodeSurrender.newBuilder()
                        .setJobId(award.getJobId())
                        .setFencingToken(award.getFencingToken())
                        .setCode(code)
                        .setDetail(detail))
                .build());
    }

    void heartbeat(long... tokens) {
        NodeHeartbeat.Builder heartbeat = NodeHeartbeat.newBuilder();
        for (long token : tokens) {
            heartbeat.addFencingTokens(token);
        }
        send(AttachNodeRequest.newBuilder().setHeartbeat(heartbeat).build());
    }

    void drain() {
        send(AttachNodeRequest.newBuilder()
                .setDrain(NodeDrain.getDefaultInstance())
                .build());
    }

    void progress(NodeAward award, Duration left) {
        send(AttachNodeRequest.newBuilder()
                .setProgress(NodeProgress.newBuilder()
                        .setJobId(award.getJobId())
                        .setFencingToken(award.getFencingToken())
                        .setExecution(Execution.EXECUTION_PROVING)
                        .setLeftMillis(left.toMillis()))
                .build());
    }

    void fallSilent() {
        beating = false;
    }

    private void beat(long everyMillis) {
        while (beating && !ended.isDone()) {
            heartbeat(held.stream().mapToLong(Long::longValue).toArray());
            try {
                Thread.sleep(everyMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    void send(AttachNodeRequest message) {
        StreamObserver<AttachNodeRequest> stream = Objects.requireNonNull(out);
        synchronized (stream) {
            try {
                stream.onNext(message);
            } catch (IllegalStateException e) {
                // The stream has ended; the test sees that elsewhere.
            }
        }
    }

    NodeAward award() {
        return take(awards);
    }

    /** The award of that job. One of a job that was lost may have come again before it was cancelled. */
    NodeAward award(Digest jobId) {
        NodeAward award = award();
        while (!Wire.digest(award.getJobId()).equals(jobId)) {
            award = award();
        }
        return award;
    }

    /** How that lease ended: the first thing that the node is told of it. */
    NodeLeaseLost loss(NodeAward award) {
        NodeLeaseLost loss = take(losses);
        while (loss.getFencingToken() != award.getFencingToken()) {
            loss = take(losses);
        }
        return loss;
    }

    /** A heartbeat that crossed the end of a lease is answered with the end once more: such answers are passed over. */
    void awaitLoss(String code) {
        while (!take(losses).getCode().equals(code)) {}
    }

    <T> T take(BlockingQueue<T> queue) {
        try {
            T message = queue.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (message == null) {
                throw new AssertionError("nothing came within " + PATIENCE);
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    <T> T await(CompletableFuture<T> future) {
        return future.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    GetBalanceResponse balance() {
        return MarketServiceGrpc.newBlockingStub(market.channel())
                .getBalance(GetBalanceRequest.newBuilder()
                        .setAddress(Wire.bytes(key.address()))
                        .build());
    }

    long earnedMicros() {
        // What the market shows to a stranger contains the faucet that a first job would bring.
        return balance().getAvailableMicros() - TestMarket.FAUCET_MICROS;
    }

    /** As if the machine lost its power. */
    @Override
    public void close() {
        beating = false;
        channel.shutdownNow();
    }
}
