package dev.assay.client.internal;

import com.google.protobuf.ByteString;
import dev.assay.client.JobFailedException;
import dev.assay.client.PublishProgress;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.proto.v1.RegisterCircuitRequest;
import dev.assay.verification.Digest;
import dev.assay.verification.workload.Circuit;
import dev.assay.verification.workload.Program;
import dev.assay.verification.workload.Workload;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings a workload to the relay: what it lacks of the artifacts, the manifest, and a circuit's registration. */
public final class Publisher {

    private final Relay relay;
    private final ArtifactClient artifacts;

    Publisher(Relay relay) {
        this.relay = relay;
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
        if (workload instanceof Circuit) {
            register(workload);
        }
        return workload.id();
    }

    private void register(Workload workload) throws JobFailedException {
        RegisterCircuitRequest request = RegisterCircuitRequest.newBuilder()
                .setManifest(ByteString.copyFrom(workload.manifest()))
                .build();
        relay.calls().once(() -> relay.marketCall().registerCircuit(request));
    }

    private static Set<Digest> artifactsOf(Workload workload) {
        Set<Digest> named = new LinkedHashSet<>();
        switch (workload) {
            case Program program -> named.add(program.code());
            case Circuit circuit -> {
                named.addAll(List.of(circuit.verificationKey(), circuit.zkey(), circuit.wasm()));
                circuit.r1cs().ifPresent(named::add);
            }
        }
        return named;
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
