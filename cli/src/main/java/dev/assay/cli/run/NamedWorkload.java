package dev.assay.cli.run;

import dev.assay.verification.Digest;
import dev.assay.verification.workload.Workload;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the user named: a workload in files, to be published, or the id of one that is published already.
 *
 * @param workload empty if only the id was given
 * @param files the artifacts
 */
public record NamedWorkload(Digest id, Optional<Workload> workload, List<Path> files) {

    static NamedWorkload published(Digest id) {
        return new NamedWorkload(id, Optional.empty(), List.of());
    }

    static NamedWorkload inFiles(Workload workload, List<Path> files) {
        return new NamedWorkload(workload.id(), Optional.of(workload), files);
    }
}
