package dev.assay.client;

import dev.assay.client.internal.Session;
import dev.assay.client.internal.Tracker;
import dev.assay.edge.Channels;
import dev.assay.edge.HostPort;
import dev.assay.edge.Wire;
import dev.assay.proto.v1.QuoteRequest;
import dev.assay.proto.v1.QuoteResponse;
import dev.assay.sandbox.plugin.PluginEngine;
import dev.assay.sandbox.plugin.Plugins;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Assurance;
import dev.assay.verification.workload.Workload;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * A client of one relay. The relay can be slow, absent or a liar: what it says is verified here, under the {@link Trust}
 * that the caller chose, before the caller sees it. Safe for use by several threads.
 */
public final class AssayClient implements AutoCloseable {

    private final ManagedChannel channel;
    private final Session session;

    private AssayClient(ManagedChannel channel, SigningKey key, Trust trust, Plugins plugins, InstantSource clock) {
        this.channel = channel;
        this.session = new Session(channel, key, trust, plugins, clock);
    }

    /**
     * Connects at the first call.
     *
     * @param key signs the requests; its address is the account that pays
     */
    public static AssayClient connect(HostPort relay, SigningKey key, Trust trust) {
        return over(Channels.connect(relay), key, trust, InstantSource.system());
    }

    /**
     * The same with another place for circuits' own verifiers to run than this process, such as {@link
     * dev.assay.sandbox.plugin.PluginProcesses}: for who verifies proofs of circuits that others chose.
     *
     * @param plugins the caller closes it
     */
    public static AssayClient connect(HostPort relay, SigningKey key, Trust trust, Plugins plugins) {
        return new AssayClient(Channels.connect(relay), key, trust, plugins, InstantSource.system());
    }

    static AssayClient over(ManagedChannel channel, SigningKey key, Trust trust, InstantSource clock) {
        return new AssayClient(channel, key, trust, new PluginEngine(), clock);
    }

    /** The same as {@link #publish(Workload, List, PublishProgress)}, in silence. */
    public Digest publish(Workload workload, Path... artifacts) throws IOException, JobFailedException {
        return publish(workload, List.of(artifacts), PublishProgress.SILENT);
    }

    /**
     * Uploads what the relay lacks of a workload's artifacts and its manifest, and registers a circuit with the market,
     * which may take a deposit of up to one unit of the ledger.
     *
     * @param artifacts the files that the workload names, in any order; those that the relay has need not be here
     * @return the workload's id
     * @throws IllegalArgumentException if a file is none of the workload's artifacts
     */
    public Digest publish(Workload workload, List<Path> artifacts, PublishProgress progress)
            throws IOException, JobFailedException {
        return session.publisher().publish(workload, artifacts, progress);
    }

    /**
     * Takes a circuit away from the market for good; jobs that were opened go on. This client's key must be that of the owner
     * whom the circuit's manifest names.
     */
    public void remove(Digest circuit) throws JobFailedException {
        session.publisher().remove(circuit);
    }

    /**
     * Signs a request and hands it to the relay, again after each failure that a retry can help, until its deadline. The
     * same submission again is the same request.
     *
     * @throws VerificationException if the relay answers for another request
     * @throws JobFailedException if the relay refuses it or cannot be reached
     */
    public Job submit(Submission submission) throws JobFailedException, VerificationException, InterruptedException {
        Tracker tracker = session.tracker(submission);
        tracker.submit();
        return new Job(tracker);
    }

    /** One call, not repeated: also the quickest way to know that the relay is there. */
    public Quote quote(Digest workload, Assurance assurance) throws JobFailedException {
        QuoteRequest request = QuoteRequest.newBuilder()
                .setWorkload(Wire.bytes(workload))
                .setAssurance(Wire.toWire(assurance))
                .build();
        QuoteResponse response =
                session.relay().calls().once(() -> session.relay().computeCall().quote(request));
        return new Quote(
                response.getProviders(), response.getPriceMicros(), Duration.ofMillis(response.getLatencyMillis()));
    }

    /** The transparency log of the market behind the relay. */
    public MarketLog marketLog(LogTrust log) {
        return new MarketLog(session.log(log));
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
