package dev.assay.enclave.link;

import dev.assay.edge.ErrorCode;
import dev.assay.edge.Failure;
import dev.assay.edge.artifact.ArtifactClient;
import dev.assay.edge.artifact.ArtifactFolder;
import dev.assay.sandbox.ModuleLimits;
import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.workload.Program;
import dev.assay.verification.workload.Provable;
import dev.assay.verification.workload.Workload;
import io.grpc.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Manifests and modules by their hash, through the relay and kept in a folder. Whoever stored or sent them cannot
 * change a byte: each is hashed again whenever it is loaded.
 */
final class Programs {
    private static final long CACHE_BYTES = 1L << 30;

    private final ArtifactClient client;
    private final ArtifactFolder folder;
    private final FolderBudget budget;
    private final InstantSource clock;

    Programs(Channel relay, Path folder, InstantSource clock) throws IOException {
        this.client = new ArtifactClient(relay);
        this.folder = new ArtifactFolder(folder);
        this.budget = new FolderBudget(folder, CACHE_BYTES);
        this.clock = clock;
    }

    /** @throws Failure UNKNOWN_WORKLOAD, MANIFEST_INVALID, or NOT_SUPPORTED if it is a circuit */
    Program program(Digest workload) throws IOException {
        return switch (Workload.parse(manifest(workload))) {
            case Verdict.Verified<Workload>(Workload known) -> program(known);
            case Verdict.Simulated<Workload>(Workload known) -> program(known);
            case Verdict.Rejected<Workload> rejected ->
                throw new Failure(ErrorCode.MANIFEST_INVALID, rejected.reason() + ": " + rejected.detail());
        };
    }

    /** @throws Failure ARTIFACT_MISSING, or PROGRAM_INVALID if it is too large */
    byte[] module(Digest code) throws IOException {
        try {
            return load(code, ModuleLimits.STANDARD.sizeBytes());
        } catch (Failure failure) {
            throw failure.code() == ErrorCode.ARTIFACT_TOO_LARGE
                    ? new Failure(ErrorCode.PROGRAM_INVALID, failure.detail())
                    : failure;
        }
    }

    private byte[] manifest(Digest workload) throws IOException {
        try {
            return load(workload, Workload.MAX_MANIFEST_BYTES);
        } catch (Failure failure) {
            throw switch (failure.code()) {
                case ARTIFACT_MISSING ->
                    new Failure(ErrorCode.UNKNOWN_WORKLOAD, "nobody published workload " + workload);
                case ARTIFACT_TOO_LARGE -> new Failure(ErrorCode.MANIFEST_INVALID, failure.detail());
                default -> failure;
            };
        }
    }

    private byte[] load(Digest digest, int maxBytes) throws IOException {
        if (!folder.has(digest)) {
            budget.enforce(clock.instant());
        }
        return client.download(digest, folder, maxBytes);
    }

    private static Program program(Workload workload) {
        return switch (workload) {
            case Program program -> program;
            case Provable circuit ->
                throw new Failure(ErrorCode.NOT_SUPPORTED, circuit.name() + " is a circuit; an enclave runs programs");
        };
    }
}
