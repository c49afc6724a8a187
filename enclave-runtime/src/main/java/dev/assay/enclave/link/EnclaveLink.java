package dev.assay.enclave.link;

import dev.assay.edge.Channels;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.HostPort;
import dev.assay.enclave.attest.EnclaveIdentity;
import dev.assay.proto.v1.EnclaveLinkGrpc;
import dev.assay.sandbox.WasmEngine;
import dev.assay.verification.sign.Address;
import dev.assay.verification.sign.SigningDomain;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the enclave attached to a relay: dials, attaches, and dials again when the link breaks. Before its keys end it
 * attaches a second time under new ones and lets the first session finish.
 */
public final class EnclaveLink implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EnclaveLink.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /**
     * @param capacity requests at the same time
     * @param priceMicros of one run, in millionths of the ledger's unit
     * @param maxMemoryBytes of one run, whatever its manifest allows
     * @param drain what runs may take to finish when the link is closed
     */
    public record Settings(
            HostPort relay,
            SigningDomain domain,
            int capacity,
            long priceMicros,
            long maxMemoryBytes,
            Duration drain) {}

    private final Settings settings;
    private final Supplier<EnclaveIdentity> identities;
    private final InstantSource clock;
    private final ManagedChannel channel;
    private final Session.Shared shared;
    private final Backoff backoff = new Backoff(new SecureRandom());
    private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
    private final CountDownLatch firstAdmission = new CountDownLatch(1);
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("heartbeat").factory());
    private final Thread thread;
    private volatile Tenure tenure;
    private volatile boolean closing;

    private EnclaveLink(
            Settings settings,
            Supplier<EnclaveIdentity> identities,
            ManagedChannel channel,
            Programs programs,
            InstantSource clock) {
        this.settings = settings;
        this.identities = identities;
        this.clock = clock;
        this.channel = channel;
        Execution execution =
                new Execution(new WasmEngine(), programs, settings.domain(), clock, settings.maxMemoryBytes());
        this.shared = new Session.Shared(
                execution,
                settings.domain(),
                clock,
                settings.capacity(),
                new Semaphore(settings.capacity()),
                settings.priceMicros(),
                version());
        this.tenure = Tenure.of(identities.get(), clock);
        this.thread = Thread.ofVirtual().name("enclave-link").unstarted(this::keepAttached);
    }

    /**
     * @param identities makes a new identity, at first and whenever the last one's keys are about to end
     * @param artifacts a folder for what is fetched
     */
    public static EnclaveLink start(
            Settings settings, Supplier<EnclaveIdentity> identities, Path artifacts, InstantSource clock)
            throws IOException {
        ManagedChannel channel = Channels.connect(settings.relay());
        Programs programs = new Programs(channel, artifacts, clock);
        EnclaveLink link = new EnclaveLink(settings, identities, channel, programs, clock);
        link.heart.scheduleAtFixedRate(
                () -> link.sessions.forEach(Session::heartbeat),
                HEARTBEAT.toMillis(),
                HEARTBEAT.toMillis(),
                TimeUnit.MILLISECONDS);
        link.thread.start();
        return link;
    }

    /** What receipts are signed by at present. */
    public Address address() {
        return tenure.identity().address();
    }

    /** A relay takes requests for this enclave now. */
    public boolean admitted() {
        return sessions.stream().anyMatch(Session::admitted);
    }

    /** Waits until a relay admitted the enclave for the first time; false if the time ran out. */
    public boolean awaitAdmission(Duration patience) throws InterruptedException {
        return firstAdmission.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets what runs finish for the time of the settings, then stops it. */
    @Override
    public void close() {
        closing = true;
        heart.shutdownNow();
        thread.interrupt();
        sessions.forEach(Session::drain);
        long endNanos = System.nanoTime() + settings.drain().toNanos();
        sessions.forEach(session -> endBy(session, endNanos));
        channel.shutdownNow();
    }

    private static void endBy(Session session, long endNanos) {
        try {
            session.ended().get(Math.max(0, endNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            session.abort();
        } catch (InterruptedException e) {
            session.abort();
            Thread.currentThread().interrupt();
        }
    }

    private void keepAttached() {
        try {
            while (!closing) {
                attach();
            }
        } catch (InterruptedException stopped) {
            log.debug("the link stops");
        }
    }

    private void attach() throws InterruptedException {
        Optional<Failure> end = attachUntilTheEnd();
        if (end.isPresent() && !closing) {
            Duration pause = backoff.next();
            log.info("not attached: {}; next attempt in {} ms", end.get(), pause.toMillis());
            Thread.sleep(pause);
        }
    }

    private Optional<Failure> attachUntilTheEnd() throws InterruptedException {
        try {
            renewIfDue();
            return awaitEnd(open());
        } catch (RuntimeException e) {
            // Such as an attester that fails once: the one thread that attaches must not end of it.
            log.error("cannot attach", e);
            return Optional.of(new Failure(ErrorCode.INTERNAL, "a fault of the enclave"));
        }
    }

    private void renewIfDue() {
        if (!clock.instant().isBefore(tenure.identity().renewal())) {
            log.info("the keys of {} are about to end: attaching with new ones", address());
            tenure = Tenure.of(identities.get(), clock);
        }
    }

    private Session open() {
        Session session = new Session(tenure, shared, this::welcome);
        sessions.add(session);
        session.ended().thenAccept(why -> sessions.remove(session));
        // gRPC's own pause between connections grows to minutes; ours decides.
        channel.resetConnectBackoff();
        EnclaveLinkGrpc.newStub(channel).attachEnclave(session);
        return session;
    }

    private void welcome() {
        backoff.reset();
        firstAdmission.countDown();
        // Only now that the new keys are known may the sessions under the old ones leave.
        sessions.stream().filter(session -> session.tenure() != tenure).forEach(Session::drain);
    }

    /** Why the session ended; empty if its identity must be renewed first. */
    private Optional<Failure> awaitEnd(Session session) throws InterruptedException {
        while (true) {
            Duration left = Duration.between(clock.instant(), tenure.identity().renewal());
            if (!left.isPositive()) {
                return Optional.empty();
            }
            try {
                return Optional.of(session.ended().get(left.toMillis() + 1, TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                // Only the clock decides: a second stream under the same keys would cut off the first.
                log.debug("the keys are about to end");
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException("a session ends with a reason", e);
            }
        }
    }

    private static String version() {
        return Optional.ofNullable(EnclaveLink.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
