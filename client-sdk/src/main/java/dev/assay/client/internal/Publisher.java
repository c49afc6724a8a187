package dev.assay.client.internal;

import com.google.protobuf.ByteString;
import dev.assay.client.JobFailedException;
import dev.assay.client.PublishProgress;
import dev.assay.edge.Failure;
import dev.assay.edge.Wire;
import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.proto.v1.RegisterCircuitRequest;
import dev.assay.proto.v1.RemoveCircuitRequest;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.sign.SigningKey;
import dev.assay.verification.statement.Register;
import dev.assay.verification.statement.Remove;
import dev.assay.verification.statement.Signed;
import dev.assay.verification.workload.Program;
import dev.assay.verification.workload.Provable;
import dev.assay.verification.workload.Workload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings a workload to the relay: what it lacks of the artifacts, the manifest, and a circuit's registration. */
public final class Publisher {

    /** One unit of the ledger: a market that asks for more is not the one that people expect. */
    private static final long MAX_DEPOSIT_MICROS = 1_000_000;

    private static final Duration VALIDITY = Duration.ofMinutes(10);

    private final Relay relay;
    private final ArtifactClient artifacts;
    private final SigningKey key;
    private final SigningDomain domain;

    Publisher(Relay relay, SigningKey key, SigningDomain domain) {
        this.relay = relay;
        this.key = key;
        this.domain = domain;
        this.artifacts = new ArtifactClient(relay.channel());
    }

    /** @throws IllegalArgumentException if a file is none of the workload's artifacts */
    public Digest publish(Workload workload, List<Path> files, PublishProgress progress)
            throws IOException, JobFailedException {
        Map<Digest, Path> byDigest = byDigest(files);
        Set<Digest> named = artifactsOf(workload);
        byDigest.forEach((digest, file) -> {
            if (!named.contains(digest)) {
                throw new IllegalArgumentException(
                        file + " (SHA-256 " + digest + ") is none of the artifacts that " + workload.name() + " names");
            }
        });
        try {
            for (Map.Entry<Digest, Path> file : byDigest.entrySet()) {
                artifacts.upload(file.getValue(), (done, total) -> progress.moved(file.getValue(), done, total));
            }
            artifacts.upload(workload.manifest());
        } catch (Failure e) {
            throw Calls.failed(e);
        }
        if (workload instanceof Provable circuit) {
            register(circuit);
        }
        return workload.id();
    }

    private void register(Provable circuit) throws JobFailedException {
        Register statement = new Register(
                circuit.id(),
                key.address(),
                MAX_DEPOSIT_MICROS,
                Instant.now().plus(VALIDITY).truncatedTo(ChronoUnit.MILLIS));
        RegisterCircuitRequest request = RegisterCircuitRequest.newBuilder()
                .setManifest(ByteString.copyFrom(circuit.manifest()))
                .setRegistrant(Wire.bytes(key.address()))
                .setMaxDepositMicros(statement.maxDepositMicros())
                .setValidUntilMillis(statement.validUntil().toEpochMilli())
                .setSignature(
                        ByteString.copyFrom(Signed.sign(statement, key, domain).signature()))
                .build();
        relay.calls().once(() -> relay.marketCall().registerCircuit(request));
    }

    /** Takes a circuit away for good: this client's key must be that of the owner whom its manifest names. */
    public void remove(Digest circuit) throws JobFailedException {
        RemoveCircuitRequest request = RemoveCircuitRequest.newBuilder()
                .setCircuitId(Wire.bytes(circuit))
                .setSignature(ByteString.copyFrom(
                        Signed.sign(new Remove(circuit), key, domain).signature()))
                .build();
        relay.calls().once(() -> relay.marketCall().removeCircuit(request));
    }

    private static Set<Digest> artifactsOf(Workload workload) {
        return switch (workload) {
            case Program program -> Set.of(program.code());
            case Provable circuit -> circuit.artifacts();
        };
    }

    private static Map<Digest, Path> byDigest(List<Path> files) throws IOException {
        Map<Digest, Path> byDigest = new LinkedHashMap<>();
        for (Path file : files) {
            byDigest.put(digestOf(file), file);
        }
        return byDigest;
    }

    private static Digest digestOf(Path file) throws IOException {
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), Digest.newSha256())) {
            in.transferTo(OutputStream.nullOutputStream());
            return Digest.of(in.getMessageDigest().digest());
        }
    }
}
