package dev.assay.cli.verify;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.InputFile;
import dev.assay.cli.Output;
import dev.assay.verification.Verdict;
import dev.assay.verification.json.Json;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.proof.ProofVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a proof in the files of snarkjs. */
@Command(
        name = "proof",
        description = {
            "Checks a proof in snarkjs' forms (Groth16, PLONK, FFLONK; the key says which), strictly: the key's hygiene,"
                    + " every point and public input, and the protocol's equations.",
            "The verdict is about this key: whether it is the circuit's, compare its SHA-256."
        },
        footer = {"", "Example: assay verify proof proof.json --vk verification_key.json --public public.json"})
public final class VerifyProofCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "PROOF",
            description = "proof.json, or the one file that 'assay run --receipt' wrote.")
    private Path proof = Path.of("");

    @Option(
            names = "--public",
            paramLabel = "FILE",
            description = "The public inputs (default: public.json beside the proof).")
    private @Nullable Path publicInputs;

    @Option(
            names = "--vk",
            paramLabel = "FILE",
            description = "The verification key (default: verification_key.json beside the proof).")
    private @Nullable Path key;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Taken for likeness with the others; a proof does not age.")
    private @Nullable Instant at;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        ProofBundle files = files();
        Verdict<ProofKey> loaded = ProofVerifier.load(files.verificationKey());
        if (!(loaded instanceof Verdict.Verified<ProofKey>(ProofKey verifiedKey))) {
            return Report.print(output, loaded, (facts, ignored) -> facts);
        }
        return Report.print(
                output,
                ProofVerifier.verify(verifiedKey, files.proof(), files.publicInputs()),
                (facts, verified) -> facts.with("proof", ProofFacts.of(verified)));
    }

    private ProofBundle files() throws IOException {
        byte[] proofJson = InputFile.read(proof, Json.MAX_SIZE_BYTES);
        Optional<ProofBundle> bundle = publicInputs == null ? ProofBundle.parse(proofJson) : Optional.empty();
        if (bundle.isPresent()) {
            return bundle.get();
        }
        return new ProofBundle(
                proofJson,
                InputFile.read(beside(publicInputs, "public.json"), Json.MAX_SIZE_BYTES),
                InputFile.read(beside(key, "verification_key.json"), Json.MAX_SIZE_BYTES));
    }

    private Path beside(@Nullable Path named, String sibling) {
        if (named != null) {
            return named;
        }
        Path file = proof.toAbsolutePath().resolveSibling(sibling);
        if (!Files.exists(file)) {
            throw CommandFailure.usage(
                    "there is no " + file, "Name it: assay verify proof PROOF --vk FILE --public FILE");
        }
        return file;
    }
}
