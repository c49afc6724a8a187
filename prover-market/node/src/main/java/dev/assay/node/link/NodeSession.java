package dev.assay.node.link;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.node.NodeConfig;
import dev.assay.proto.v1.AttachNodeRequest;
import dev.assay.proto.v1.AttachNodeResponse;
import dev.assay.proto.v1.NodeAward;
import dev.assay.proto.v1.NodeBidReceived;
import dev.assay.proto.v1.NodeChallenge;
import dev.assay.proto.v1.NodeDrain;
import dev.assay.proto.v1.NodeHeartbeat;
import dev.assay.proto.v1.NodeHello;
import dev.assay.proto.v1.NodeLinkGrpc;
import dev.assay.proto.v1.NodeWelcome;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Attach;
import dev.assay.verification.statement.Signed;
import io.grpc.Channel;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream to the market, kept up: attaches, and attaches again after growing pauses when the stream breaks. Work goes on
 * meanwhile: the market keeps a lease for a while, and the new stream takes it up under its fencing token. All state changes
 * happen on one thread.
 */
public final class NodeSession implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(NodeSession.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final long LOOK_MILLIS = 500;
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final NodeConfig config;
    private final JobRunner runner;
    private final SigningKey key;
    private final Channel channel;
    private final String hardware;
    private final Leases leases;
    private final Bidder bidder;
    private final Acknowledgements acknowledgements;
    private final StandingQuotes quotes;
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("node-session").daemon().factory());

    private @Nullable StreamObserver<AttachNodeRequest> out;
    private @Nullable ScheduledFuture<?> heartbeat;
    private @Nullable ScheduledFuture<?> renewal;
    private Duration pause = FIRST_PAUSE;
    private int generation;
    private volatile boolean attached;
    private boolean closed;
    private volatile boolean draining;

    /** @param history where it keeps how long jobs took */
    public NodeSession(
            NodeConfig config, SigningKey key, Channel channel, JobRunner runner, String hardware, Path history) {
        this.hardware = hardware;
        this.config = config;
        this.key = key;
        this.channel = channel;
        this.runner = runner;
        History past = History.in(history);
        this.leases = new Leases(runner::run, config.capacity(), past, this::sendLater);
        this.bidder = new Bidder(config, key, past);
        this.acknowledgements = new Acknowledgements(config.dataDir().resolve("acknowledgements"));
        this.quotes = new StandingQuotes(config, key, InstantSource.system());
    }

    public void start() {
        later(this::attach);
        var ignored = loop.scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        leases.look(System.currentTimeMillis());
    }

    public boolean attached() {
        return attached;
    }

    private void attach() {
        if (closed) {
            return;
        }
        int mine = ++generation;
        out = NodeLinkGrpc.newStub(channel).attachNode(new StreamObserver<>() {
            @Override
            public void onNext(AttachNodeResponse message) {
                later(() -> {
                    if (mine == generation) {
                        receive(message);
                    }
                });
            }

            @Override
            public void onError(Throwable thrown) {
                later(() -> broken(mine, Failure.of(thrown).toString()));
            }

            @Override
            public void onCompleted() {
                later(() -> broken(mine, "the market closed the stream"));
            }
        });
    }

    private void receive(AttachNodeResponse message) {
        switch (message.getMessageCase()) {
            case CHALLENGE -> hello(message.getChallenge());
            case WELCOME -> welcome(message.getWelcome());
            case OFFER ->
                send(
                        draining
                                ? Bidder.pass(message.getOffer(), "LEAVING")
                                : bidder.answer(message.getOffer(), leases.running()));
            case AWARD -> awarded(message.getAward());
            case LEASE_LOST -> leases.lost(message.getLeaseLost());
            case SETTLED -> leases.settled(message.getSettled());
            case AUCTION_CLOSED -> log.debug("another node won a job");
            case BID_RECEIVED -> keep(message.getBidReceived());
            case MESSAGE_NOT_SET -> log.debug("a message that this version does not know");
        }
    }

    private void keep(NodeBidReceived received) {
        if (received.getJobId().size() == Digest.SIZE_BYTES) {
            acknowledgements.keep(
                    Digest.of(received.getJobId().toByteArray()),
                    received.getAcknowledgement().toByteArray());
        }
    }

    /** The circuits that the node serves are its operator's choice: an award that it never bid for does not change it. */
    private void awarded(NodeAward award) {
        byte[] manifest = award.getManifest().toByteArray();
        if (bidder.serves(Digest.sha256(manifest)) && runner.proves(manifest)) {
            leases.awarded(award);
        } else {
            leases.refuse(award, ErrorCode.NOT_SUPPORTED, "this node does not serve the circuit");
        }
    }

    private void hello(NodeChallenge challenge) {
        Digest nonce = Wire.digest(challenge.getNonce());
        Signed<Attach> attach = Signed.sign(new Attach(nonce, key.address()), key, config.signingDomain());
        send(AttachNodeRequest.newBuilder()
                .setHello(NodeHello.newBuilder()
                        .setNode(Wire.bytes(key.address()))
                        .setSignature(ByteString.copyFrom(attach.signature()))
                        .setCapacity(config.capacity())
                        .setHardware(hardware)
                        .setVersion("0.1"))
                .build());
        quote();
    }

    private void quote() {
        send(AttachNodeRequest.newBuilder().setQuotes(quotes.message()).build());
    }

    private void welcome(NodeWelcome welcome) {
        attached = true;
        pause = FIRST_PAUSE;
        log.info("attached to the market at {} as {}", config.market(), key.address());
        long every = Math.max(50, welcome.getHeartbeatMillis());
        stopBeating();
        beat();
        leases.resume();
        sayIfDraining();
        heartbeat = loop.scheduleAtFixedRate(this::beat, every, every, TimeUnit.MILLISECONDS);
        long renew = StandingQuotes.RENEWAL.toMillis();
        renewal = loop.scheduleAtFixedRate(this::quote, renew, renew, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        send(AttachNodeRequest.newBuilder()
                .setHeartbeat(NodeHeartbeat.newBuilder().addAllFencingTokens(leases.tokens()))
                .build());
    }

    private void stopBeating() {
        if (heartbeat != null) {
            heartbeat.cancel(false);
            heartbeat = null;
        }
        if (renewal != null) {
            renewal.cancel(false);
            renewal = null;
        }
    }

    private void broken(int which, String why) {
        if (which != generation) {
            return;
        }
        generation++;
        attached = false;
        out = null;
        stopBeating();
        if (closed) {
            loop.shutdownNow();
        } else {
            long millis = pause.toMillis() + ThreadLocalRandom.current().nextLong(pause.toMillis());
            log.info("not attached to {} ({}); trying again in {} ms", config.market(), why, millis);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            loop.schedule(this::attach, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void sendLater(AttachNodeRequest message) {
        later(() -> {
            // Before the welcome nothing but the hello is heard. What matters is said again after it.
            if (attached) {
                send(message);
            }
        });
    }

    private void send(AttachNodeRequest message) {
        if (out != null) {
            try {
                out.onNext(message);
            } catch (IllegalStateException e) {
                // The call is already closed; onError follows and says why.
                log.debug("not sent: {}", e.getMessage());
            }
        }
    }

    private void later(Runnable step) {
        try {
            loop.execute(() -> {
                try {
                    step.run();
                } catch (RuntimeException e) {
                    log.error("the session failed at one step", e);
                }
            });
        } catch (RejectedExecutionException e) {
            log.debug("closed");
        }
    }

    /** Takes nothing new and finishes what it holds, or returns when the time is over. */
    public void drain(Duration atMost) throws InterruptedException {
        draining = true;
        later(this::sayIfDraining);
        long end = System.nanoTime() + atMost.toNanos();
        while (leases.running() > 0 && System.nanoTime() < end) {
            Thread.sleep(LOOK_MILLIS / 5);
        }
    }

    private void sayIfDraining() {
        if (draining && attached) {
            send(AttachNodeRequest.newBuilder()
                    .setDrain(NodeDrain.getDefaultInstance())
                    .build());
        }
    }

    /** Gives the leases back, and returns once the market has read that or a few seconds went by without it. */
    @Override
    public void close() {
        later(() -> {
            closed = true;
            leases.surrender();
            // Behind the messages that surrender has just queued.
            later(this::end);
        });
        try {
            if (!loop.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                loop.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        leases.close();
    }

    /** Says that nothing follows. The market ends the stream when it has read that, and with it the leases given back. */
    private void end() {
        stopBeating();
        if (out == null) {
            loop.shutdownNow();
        } else {
            out.onCompleted();
        }
    }
}
