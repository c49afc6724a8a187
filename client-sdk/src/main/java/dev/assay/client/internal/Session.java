package dev.assay.client.internal;

import dev.assay.client.LogTrust;
import dev.assay.client.Submission;
import dev.assay.client.Trust;
import dev.assay.sandbox.plugin.Plugins;
import dev.assay.verification.sign.SigningKey;
import io.grpc.Channel;
import java.time.InstantSource;

/** What the requests of one client share: the channel, the key, the trust, and the circuits' keys fetched so far. */
public final class Session {

    private final Relay relay;
    private final SigningKey key;
    private final Trust trust;
    private final ResultVerifier verifier;
    private final InstantSource clock;

    /** @param plugins where circuits' own verifiers run */
    public Session(Channel channel, SigningKey key, Trust trust, Plugins plugins, InstantSource clock) {
        this.relay = new Relay(channel, new Calls(clock));
        this.key = key;
        this.trust = trust;
        this.clock = clock;
        this.verifier = new ResultVerifier(
                trust,
                new CircuitKeys(new SmallArtifacts(relay)),
                plugins,
                trust.log().map(this::log),
                clock);
    }

    public Tracker tracker(Submission submission) {
        return new Tracker(relay, key, trust, verifier, submission);
    }

    public Publisher publisher() {
        return new Publisher(relay, key, trust.domain());
    }

    public LogReader log(LogTrust marketLog) {
        return new LogReader(relay, marketLog, clock);
    }

    public Relay relay() {
        return relay;
    }
}
