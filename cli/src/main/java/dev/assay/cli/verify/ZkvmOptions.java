package dev.assay.cli.verify;

import dev.assay.cli.CommandFailure;
import dev.assay.verification.Digest;
import dev.assay.verification.proof.ProofSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a proof of an execution must be about. */
final class ZkvmOptions {

    @Option(
            names = "--image-id",
            paramLabel = "HEX",
            description = "RISC Zero: the program. PROOF is then a seal or a receipt.")
    private @Nullable Digest imageId;

    @Option(
            names = "--journal",
            paramLabel = "FILE",
            description = "RISC Zero: the program's output, unless PROOF holds it.")
    private @Nullable Path journal;

    @Option(
            names = "--program",
            paramLabel = "HEX",
            description = "SP1: the hash of the program's key (bytes32()). PROOF is then proof bytes or a proof file.")
    private @Nullable Digest program;

    @Option(
            names = "--public-values",
            paramLabel = "FILE",
            description = "SP1: the program's output, unless PROOF holds it.")
    private @Nullable Path publicValues;

    @Option(
            names = "--release",
            paramLabel = "N",
            description = "The zkVM's release, such as 3.0 (default: by the proof, of those that the vendor believes).")
    private @Nullable String release;

    /** Which zkVM they are of, if any is given. */
    Optional<ProofSystem> system() {
        if (imageId != null && program != null) {
            throw CommandFailure.usage("--image-id is RISC Zero's and --program is SP1's", "Give one of them.");
        }
        return imageId != null
                ? Optional.of(ProofSystem.RISC0)
                : program != null ? Optional.of(ProofSystem.SP1) : Optional.empty();
    }

    Digest program(ProofSystem system) {
        if (imageId != null && program != null) {
            throw CommandFailure.usage("--image-id is RISC Zero's and --program is SP1's", "Give one of them.");
        }
        @Nullable Digest named = system == ProofSystem.RISC0 ? imageId : program;
        if (named == null) {
            throw CommandFailure.usage(
                    "a proof of " + system + " is about a program",
                    "Name the one that you expect: " + (system == ProofSystem.RISC0 ? "--image-id" : "--program")
                            + " HEX");
        }
        return named;
    }

    Optional<Path> output(ProofSystem system) {
        if ((system == ProofSystem.RISC0 ? publicValues : journal) != null) {
            throw CommandFailure.usage(
                    "--journal is RISC Zero's and --public-values is SP1's", "Give that of " + system);
        }
        return Optional.ofNullable(system == ProofSystem.RISC0 ? journal : publicValues);
    }

    /** One that is known. */
    Optional<String> release(ProofSystem system) {
        List<String> known = system == ProofSystem.RISC0
                ? Stream.of(Risc0Release.values()).map(Risc0Release::label).toList()
                : Stream.of(Sp1Release.values()).map(Sp1Release::label).toList();
        if (release != null && !known.contains(release)) {
            throw CommandFailure.usage(
                    "no release " + release + " of " + system + " is known", "Those are: " + String.join(", ", known));
        }
        return Optional.ofNullable(release);
    }
}
