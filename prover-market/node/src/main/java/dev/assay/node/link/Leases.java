package dev.assay.node.link;

import com.google.protobuf.ByteString;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.node.prove.Proven;
import dev.assay.proto.v1.AttachNodeRequest;
import dev.assay.proto.v1.Execution;
import dev.assay.proto.v1.NodeAccept;
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

    /**
     * @param deadlineMillis nobody pays after it; 0 if it is not known
     */
    private record Lease(ByteString job, Thread thread, Pace pace, long deadlineMillis) {}

    /** The market's clock may be a little behind. */
    private static final long DEADLINE_SLACK_MILLIS = 5_000;

    private final Work job;
    private final int capacity;
    private final History history;
    private final Consumer<AttachNodeRequest> send;
    private final Map<Long, Lease> held = new ConcurrentHashMap<>();
    /** The last word on each lease, until the market has answered it: it is said again over the next stream. */
    private final Map<Long, AttachNodeRequest> lastWords = new ConcurrentHashMap<>();
    /** A thread that was stopped works on until the end of its phase, which may take minutes. */
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();

    /** @param capacity jobs that may be worked on at the same time */
    Leases(Work job, int capacity, History history, Consumer<AttachNodeRequest> send) {
        this.job = job;
        this.capacity = capacity;
        this.history = history;
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

    /** Takes a job on, or refuses it at once if the node is full: what it works on is bounded by itself alone. */
    void awarded(NodeAward award) {
        if (held.containsKey(award.getFencingToken())) {
            return;
        }
        if (working.size() >= capacity) {
            refuse(award, ErrorCode.OVERLOADED, "the node works on as many jobs as it can");
            return;
        }
        accept(award);
        log.info("job {} leased for {} micros", name(award.getJobId()), award.getPriceMicros());
        Thread thread = Thread.ofPlatform()
                .name("job-" + name(award.getJobId()))
                .daemon()
                .unstarted(() -> work(award));
        Pace pace = new Pace(history, Digest.sha256(award.getManifest().toByteArray()));
        held.put(award.getFencingToken(), new Lease(award.getJobId(), thread, pace, award.getDeadlineMillis()));
        working.add(thread);
        start(thread, award);
    }

    private void accept(NodeAward award) {
        send.accept(AttachNodeRequest.newBuilder()
                .setAccept(NodeAccept.newBuilder().setJobId(award.getJobId()).setFencingToken(award.getFencingToken()))
                .build());
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
                    award.getManifest().toByteArray(), award.getInput().toByteArray(), step -> entered(award, step));
        } finally {
            // Before the submission, so that there is room for the job that its settlement brings.
            working.remove(Thread.currentThread());
        }
    }

    private void entered(NodeAward award, Execution step) {
        Lease lease = held.get(award.getFencingToken());
        if (lease != null) {
            lease.pace().enter(step);
            send.accept(progressMessage(award.getFencingToken(), lease));
        }
    }

    private static AttachNodeRequest progressMessage(long token, Lease lease) {
        NodeProgress.Builder progress = NodeProgress.newBuilder()
                .setJobId(lease.job())
                .setFencingToken(token)
                .setExecution(lease.pace().step());
        lease.pace().left().ifPresent(left -> {
            progress.setLeftMillis(left.toMillis());
            lease.pace().said(left);
        });
        return AttachNodeRequest.newBuilder().setProgress(progress).build();
    }

    private void submit(NodeAward award, Proven proven) {
        Lease lease = held.get(award.getFencingToken());
        if (lease == null) {
            log.debug("job {} proved after its lease was lost", name(award.getJobId()));
            return;
        }
        lease.pace().done();
        log.info(
                "job {} proved in {} ms (witness {} ms)",
                name(award.getJobId()),
                proven.proving().toMillis(),
                proven.witness().toMillis());
        lastWord(
                award.getFencingToken(),
                AttachNodeRequest.newBuilder()
                        .setSubmission(NodeSubmission.newBuilder()
                                .setJobId(award.getJobId())
                                .setFencingToken(award.getFencingToken())
                                .setProof(ByteString.copyFrom(proven.proofJson()))
                                .setPublicInputs(ByteString.copyFrom(proven.publicJson())))
                        .build());
    }

    private void lastWord(long token, AttachNodeRequest message) {
        lastWords.put(token, message);
        send.accept(message);
    }

    private void surrender(NodeAward award, ErrorCode code, String detail) {
        if (held.remove(award.getFencingToken()) == null) {
            return;
        }
        log.warn("job {} given back: {} {}", name(award.getJobId()), code, detail);
        lastWord(award.getFencingToken(), surrenderMessage(award.getJobId(), award.getFencingToken(), code, detail));
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
        if (message.getSlashedMicros() > 0) {
            log.warn("job {} was late: {} micros lost", name(message.getJobId()), message.getSlashedMicros());
        }
        held.remove(message.getFencingToken());
        lastWords.remove(message.getFencingToken());
    }

    /** The node is attached again: says once more what the market may not have heard. */
    void resume() {
        held.forEach((token, lease) -> {
            if (!lastWords.containsKey(token)) {
                send.accept(progressMessage(token, lease));
            }
        });
        lastWords.values().forEach(send);
    }

    /** Says of each job that it will be done later than was said, if it will; and stops those that nobody pays any more. */
    void look(long nowMillis) {
        held.forEach((token, lease) -> {
            if (lease.deadlineMillis() > 0 && nowMillis > lease.deadlineMillis() + DEADLINE_SLACK_MILLIS) {
                log.warn("job {}: its deadline has passed", name(lease.job()));
                stop(token);
            } else if (!lastWords.containsKey(token) && lease.pace().news().isPresent()) {
                send.accept(progressMessage(token, lease));
            }
        });
    }

    /** Gives every lease back before leaving. */
    void surrender() {
        held.forEach((token, lease) -> {
            stop(token);
            send.accept(surrenderMessage(lease.job(), token, ErrorCode.UNAVAILABLE, "the node is stopping"));
        });
    }

    private void stop(long token) {
        lastWords.remove(token);
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
