package dev.assay.cli.run;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.Output;
import dev.assay.client.AssayClient;
import dev.assay.client.Job;
import dev.assay.client.JobEvent;
import dev.assay.client.JobFailedException;
import dev.assay.client.Result;
import dev.assay.client.Submission;
import dev.assay.client.VerificationException;
import dev.assay.edge.ErrorCode;
import dev.assay.edge.HostPort;
import dev.assay.verification.workload.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One request from its workload's files to its verified result, telling how far it is. */
public final class RequestRun {

    private final AssayClient client;
    private final Output output;
    private final HostPort relay;
    private final Instant began = Instant.now();
    private volatile @Nullable Silence silence;

    public RequestRun(AssayClient client, Output output, HostPort relay) {
        this.client = client;
        this.output = output;
        this.relay = relay;
    }

    public Result run(NamedWorkload named, Submission submission)
            throws IOException, JobFailedException, VerificationException, InterruptedException {
        checkRelay(submission);
        if (named.workload().isPresent()) {
            publish(named.workload().get(), named);
        }
        try (Silence watched = new Silence(this::tell)) {
            silence = watched;
            Job job = client.submit(submission);
            tell("request " + job.id().hex() + " submitted");
            return job.await(this::tell);
        }
    }

    /** A wrong address is told at once, not after the deadline. */
    private void checkRelay(Submission submission) throws JobFailedException {
        try {
            client.quote(submission.workload(), submission.assurance());
        } catch (JobFailedException e) {
            if (e.code() == ErrorCode.UNAVAILABLE) {
                throw CommandFailure.world(
                        "no relay answers at " + relay + " (" + e.detail() + ")",
                        "Start one with 'assay up', or name another one with --relay HOST:PORT.");
            }
            // An unpublished workload has no quote; what is wrong otherwise, the submission tells.
        }
    }

    private void publish(Workload workload, NamedWorkload named) throws IOException, JobFailedException {
        tell("workload " + workload.name() + " " + named.id().hex());
        client.publish(workload, named.files(), new UploadLines(this::tell));
    }

    private void tell(JobEvent event) {
        String line = event.fulfilment() + ", " + event.execution() + ", payment " + event.settlement();
        String detail = event.detail().isEmpty() ? "" : " (" + event.detail() + ")";
        tell(line.toLowerCase(Locale.ROOT) + detail);
    }

    private void tell(String line) {
        Silence watched = silence;
        if (watched != null) {
            watched.broken();
        }
        Duration elapsed = Duration.between(began, Instant.now());
        output.progress(String.format(Locale.ROOT, "%6.1f s  %s", elapsed.toMillis() / 1000.0, line));
    }

    /** A file name without its folders. */
    static String shortName(Path file) {
        return String.valueOf(file.getFileName());
    }
}
