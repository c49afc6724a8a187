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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs that the node holds, each on a thread of its own until it is submitted, surrendered or lost. */
final class Leases implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Leases.class);

    private final JobRunner runner;
    private final Consumer<AttachNodeRequest> send;
    private final Map<Long, Lease> held = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("job-", 0).daemon().factory());

    private record Lease(ByteString job, Future<?> work) {}

    Leases(JobRunner runner, Consumer<AttachNodeRequest> send) {
        this.runner = runner;
        this.send = send;
    }

    int running() {
        return held.size();
    }

    Set<Long> tokens() {
        return held.keySet();
    }

    void awarded(NodeAward award) {
        log.info("job {} leased for {} micros", name(award.getJobId()), award.getPriceMicros());
        // Held before it runs, so that a quick job does not end before it is known.
        held.computeIfAbsent(
                award.getFencingToken(), token -> new Lease(award.getJobId(), threads.submit(() -> work(award))));
    }

    private void work(NodeAward award) {
        try {
            Proven proven = runner.run(
                    award.getManifest().toByteArray(), award.getInput().toByteArray(), phase -> progress(award, phase));
            submit(award, proven);
        } catch (Failure failure) {
            surrender(award, failure.code(), failure.detail());
        } catch (InterruptedException e) {
            log.debug("job {} stopped", name(award.getJobId()));
        } catch (RuntimeException e) {
            log.error("job {} failed here", name(award.getJobId()), e);
            surrender(award, ErrorCode.INTERNAL, "the node failed: " + e);
        }
    }

    private void submit(NodeAward award, Proven proven) {
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
            lease.work().cancel(true);
        }
    }

    private static String name(ByteString job) {
        return Digest.of(job.toByteArray()).shortHex();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
