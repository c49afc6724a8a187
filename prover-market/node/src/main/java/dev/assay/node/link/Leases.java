package dev.assay.node.link;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.node.prove.Proven;
import dev.assay.proto.v1.AttachNodeRequest;
import dev.assay.proto.v1.Execution;
import dev.assay.proto.v1.NodeAward;
import dev.assay.proto.v1.NodeLeaseLost;
import dev.assay.proto.v1.NodeProgress;
import dev.assay.proto.v1.NodeSettled;
import dev.assay.proto.v1.NodeSubmission;
import dev.assay.proto.v1.NodeSurrender;
import dev.assay.verification.Digest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs that the node holds, each on a thread of its own until it is submitted, surrendered or lost. */
final class Leases implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    /** Does one job. */
    @FunctionalInterface
    interface Work {
        /** @throws Failure with the code that the market acts on */
        Proven run(byte[] manifest, byte[] input, Consumer<Execution> listener) throws InterruptedException;
    }

    private record Lease(ByteString job, Thread thread) {}

    private final Work job;
    private final int capacity;
    private final Consumer<AttachNodeRequest> send;
    private final Map<Long, Lease> held = new ConcurrentHashMap<>();
    /** A thread that was stopped works on until the end of its phase, which may take minutes. */
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    /** @param capacity jobs that may be worked on at the same time */
    Leases(Work job, int capacity, Consumer<AttachNodeRequest> send) {
        this.job = job;
        this.capacity = capacity;
        this.send = send;
    }

    /** Jobs that are held, and those that were lost and have not stopped yet. */
    int running() {
        Set<Thread> busy = new HashSet<>(working);
        held.values().forEach(lease -> busy.add(lease.thread()));
        return busy.size();
    }

    Set<Long> tokens() {
        return held.keySet();
    }

    /** Takes a job on, or gives it back at once if the node is full: what it works on is bounded by itself alone. */
    void awarded(NodeAward award) {
        if (held.containsKey(award.getFencingToken())) {
            return;
        }
        if (working.size() >= capacity) {
            refuse(award, ErrorCode.OVERLOADED, "the node works on as many jobs as it can");
            return;
        }
        log.info("job {} leased for {} micros", name(award.getJobId()), award.getPriceMicros());
        Thread thread = Thread.ofPlatform()
                .name("job-" + name(award.getJobId()))
                .daemon()
                .unstarted(() -> work(award));
        held.put(award.getFencingToken(), new Lease(award.getJobId(), thread));
        working.add(thread);
        start(thread, award);
    }

    private void start(Thread thread, NodeAward award) {
        try {
            thread.start();
        } catch (OutOfMemoryError noThread) {
            working.remove(thread);
            surrender(award, ErrorCode.INTERNAL, "the node failed: " + noThread);
        }
    }

    /** Gives a job back that was never begun. */
    void refuse(NodeAward award, ErrorCode code, String detail) {
        log.warn("job {} refused: {} {}", name(award.getJobId()), code, detail);
        send.accept(surrenderMessage(award.getJobId(), award.getFencingToken(), code, detail));
    }

    private void work(NodeAward award) {
        try {
            Proven proven = run(award);
            submit(award, proven);
        } catch (Failure failure) {
            surrender(award, failure.code(), failure.detail());
        } catch (InterruptedException e) {
            log.debug("job {} stopped", name(award.getJobId()));
        } catch (Throwable e) {
            // Exhausted memory too: the heartbeats would keep a lease that nobody works for until the job's deadline.
            log.error("job {} failed here", name(award.getJobId()), e);
            surrender(award, ErrorCode.INTERNAL, "the node failed: " + e);
        }
    }

    private Proven run(NodeAward award) throws InterruptedException {
        try {
            return job.run(
                    award.getManifest().toByteArray(), award.getInput().toByteArray(), phase -> progress(award, phase));
        } finally {
            // Before the submission, so that there is room for the job that its settlement brings.
            working.remove(Thread.currentThread());
        }
    }

    private void submit(NodeAward award, Proven proven) {
        if (!held.containsKey(award.getFencingToken())) {
            log.debug("job {} proved after its lease was lost", name(award.getJobId()));
            return;
        }
        log.info(
                "job {} proved in {} ms (witness {} ms)",
                name(award.getJobId()),
                proven.proving().toMillis(),
                proven.witness().toMillis());
        send.accept(AttachNodeRequest.newBuilder()
                .setSubmission(NodeSubmission.newBuilder()
                        .setJobId(award.getJobId())
                        .setFencingToken(award.getFencingToken())
                        .setProof(ByteString.copyFrom(proven.proofJson()))
                        .setPublicInputs(ByteString.copyFrom(proven.publicJson())))
                .build());
    }

    private void progress(NodeAward award, Execution phase) {
        send.accept(AttachNodeRequest.newBuilder()
                .setProgress(NodeProgress.newBuilder()
                        .setJobId(award.getJobId())
                        .setFencingToken(award.getFencingToken())
                        .setExecution(phase))
                .build());
    }

    private void surrender(NodeAward award, ErrorCode code, String detail) {
        if (held.remove(award.getFencingToken()) == null) {
            return;
        }
        log.warn("job {} given back: {} {}", name(award.getJobId()), code, detail);
        send.accept(surrenderMessage(award.getJobId(), award.getFencingToken(), code, detail));
    }

    private static AttachNodeRequest surrenderMessage(ByteString job, long token, ErrorCode code, String detail) {
        String bounded = detail.length() > 4000 ? detail.substring(0, 4000) : detail;
        return AttachNodeRequest.newBuilder()
                .setSurrender(NodeSurrender.newBuilder()
                        .setJobId(job)
                        .setFencingToken(token)
                        .setCode(code.name())
                        .setDetail(bounded))
                .build();
    }

    void lost(NodeLeaseLost message) {
        log.warn("job {} lost: {} {}", name(message.getJobId()), message.getCode(), message.getDetail());
        stop(message.getFencingToken());
    }

    void settled(NodeSettled message) {
        log.info("job {} settled: {} micros", name(message.getJobId()), message.getPaidMicros());
        held.remove(message.getFencingToken());
    }

    /** The market is gone, and the leases with it: it will give the jobs to whoever is there. */
    void abandon() {
        held.keySet().forEach(this::stop);
    }

    /** Gives every lease back before leaving. */
    void surrender() {
        held.forEach((token, lease) -> {
            stop(token);
            send.accept(surrenderMessage(lease.job(), token, ErrorCode.UNAVAILABLE, "the node is stopping"));
        });
    }

    private void stop(long token) {
        Lease lease = held.remove(token);
        if (lease != null) {
            lease.thread().interrupt();
        }
    }

    private static String name(ByteString job) {
        return Digest.of(job.toByteArray()).shortHex();
    }

    @Override
    public void close() {
        working.forEach(Thread::interrupt);
    }
}
