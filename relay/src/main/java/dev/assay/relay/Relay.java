package dev.assay.relay;

import dev.assay.edge.Channels;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.HostPort;
import dev.assay.edge.Servers;
import dev.assay.proto.v1.ArtifactServiceGrpc;
import dev.assay.proto.v1.MarketServiceGrpc;
import dev.assay.proto.v1.TranscriptServiceGrpc;
import dev.assay.relay.admit.Admission;
import dev.assay.relay.admit.AttachLimits;
import dev.assay.relay.admit.EnclaveLinkGrpcService;
import dev.assay.relay.forward.ForwardedService;
import dev.assay.relay.market.MarketCatalogue;
import dev.assay.relay.market.ProofJobs;
import dev.assay.relay.request.RequestTable;
import dev.assay.relay.route.Answers;
import dev.assay.relay.route.Counters;
import dev.assay.relay.route.ReceiptCheck;
import dev.assay.relay.route.Router;
import dev.assay.relay.submit.ComputeGrpcService;
import dev.assay.relay.submit.EnclaveList;
import dev.assay.relay.submit.Intake;
import dev.assay.relay.submit.TeeRequests;
import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running relay. */
public final class Relay implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final long LAST_WORDS_SECONDS = 2;

    private final RelayConfig config;
    private final InstantSource clock = InstantSource.system();
    /** Never refuses a task, not even while the relay stops. */
    private final Executor executor = Thread::startVirtualThread;

    private final ScheduledThreadPoolExecutor timers = newTimers();
    private final HealthStatusManager health = new HealthStatusManager();
    private final Counters counters = new Counters();
    private final @Nullable ManagedChannel market;
    private final Router router;
    private final RequestTable table;
    private final Server server;
    private final HostPort address;
    private final AtomicBoolean closing = new AtomicBoolean();

    private Relay(RelayConfig config, Trust trust) throws IOException {
        this.config = config;
        this.market = config.market().map(Channels::connect).orElse(null);
        Router.Limits limits =
                new Router.Limits(config.maxWaiting(), config.patience(), config.attempts(), config.ejection());
        this.router = new Router(limits, clock, timers, counters);
        this.table =
                new RequestTable(new RequestTable.Limits(config.maxRequests(), config.maxBytes(), config.retention()));
        this.server = Servers.listen(config.listen(), services(trust)).build();
        this.address = listen();
        timers.scheduleWithFixedDelay(() -> table.sweep(clock.instant()), 1, 1, TimeUnit.SECONDS);
    }

    /** @throws IOException if it cannot listen there, or a file that the configuration names cannot be read */
    public static Relay start(RelayConfig config) throws IOException {
        Relay relay = new Relay(config, Trust.of(config));
        log.info("relay listens on {}", relay.address());
        return relay;
    }

    private HostPort listen() throws IOException {
        try {
            server.start();
            return new HostPort(config.listen().host(), server.getPort());
        } catch (IOException e) {
            stopNow();
            throw new IOException("cannot listen on " + config.listen() + ": " + e.getMessage(), e);
        }
    }

    private List<BindableService> services(Trust trust) {
        Intake intake = new Intake(config.domain(), config.maxDeadline(), clock);
        TeeRequests tee = new TeeRequests(table, router, intake, clock, executor);
        return List.of(
                new ComputeGrpcService(intake, tee, new ProofJobs(market), new EnclaveList(router)),
                enclaveLink(trust),
                new ForwardedService(MarketServiceGrpc.getServiceDescriptor(), market),
                new ForwardedService(TranscriptServiceGrpc.getServiceDescriptor(), market),
                new ForwardedService(ArtifactServiceGrpc.getServiceDescriptor(), market),
                health.getHealthService());
    }

    private EnclaveLinkGrpcService enclaveLink(Trust trust) {
        ReceiptCheck receipts = new ReceiptCheck(trust.anchors(), trust.policy(), config.domain(), clock);
        Answers answers = new Answers(router, receipts, new MarketCatalogue(market), counters, executor);
        Admission admission = new Admission(trust.anchors(), trust.policy(), clock, counters);
        AttachLimits limits = new AttachLimits(
                config.maxEnclaves(),
                config.maxEnclaveCapacity(),
                config.answerWithin(),
                config.evidenceAge(),
                config.silence(),
                config.drain());
        return new EnclaveLinkGrpcService(admission, router, answers, limits, clock, timers, executor);
    }

    /** Where it listens, with the port that the system chose. */
    public HostPort address() {
        return address;
    }

    public Counters.Snapshot counters() {
        return counters.snapshot();
    }

    public void awaitTermination() throws InterruptedException {
        server.awaitTermination();
    }

    /**
     * Stops: takes nothing new, lets what runs finish for as long as configured, then ends every stream. Requests for
     * proofs go on in the market.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        health.enterTerminalState();
        router.drain();
        try {
            router.awaitIdle(config.drain());
            server.shutdown();
            router.closeAll(new Failure(ErrorCode.UNAVAILABLE, "this relay is stopping"));
            server.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            stopNow();
        }
    }

    private void stopNow() {
        server.shutdownNow();
        if (market != null) {
            market.shutdownNow();
        }
        timers.shutdownNow();
        log.info("relay stopped");
    }

    private static ScheduledThreadPoolExecutor newTimers() {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("relay-timers").factory());
        timers.setRemoveOnCancelPolicy(true);
        // What comes up while the relay stops needs no timer any more.
        timers.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return timers;
    }
}
