package dev.assay.cli.verify;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.Facts;
import dev.assay.cli.InputFile;
import dev.assay.cli.Output;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.ProofSystem;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.encoding.Groth16Format;
import dev.assay.verification.proof.gnark.HashToField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks a proof in whichever format it is. */
@Command(
        name = "proof",
        description = {
            "Checks a proof strictly: the key's hygiene, every point and public input, and the protocol's equations.",
            "Files are recognised by their bytes, binary or in hexadecimal: of Groth16 those of snarkjs, gnark, arkworks,"
                    + " bellman and calldata; PLONK and FFLONK of snarkjs; PLONK of gnark; receipts of RISC Zero and"
                    + " proofs of SP1. The key says which system it is of.",
            "The verdict is about this key: whether it is the circuit's, compare its SHA-256."
        },
        footer = {
            "",
            "Example: assay verify proof proof.json --vk verification_key.json --public public.json",
            "Example: assay verify proof groth16.proof --vk groth16.vk --public groth16.pub",
            "Example: assay verify proof receipt.bin --image-id 5a2c...e1"
        })
public final class VerifyProofCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "PROOF",
            description = "The proof, or the one file that 'assay run --receipt' wrote.")
    private Path proof = Path.of("");

    @Option(
            names = "--public",
            paramLabel = "FILE",
            description = "The public inputs (default: those in the proof, or public.json beside it).")
    private @Nullable Path publicInputs;

    @Option(
            names = "--vk",
            paramLabel = "FILE",
            description = "The verification key (default: verification_key.json beside the proof; of a zkVM's release,"
                    + " the one that its vendor published).")
    private @Nullable Path key;

    @Option(
            names = "--system",
            paramLabel = "NAME",
            converter = ProofSystemName.Converter.class,
            description = "Refuse any other: groth16, plonk, fflonk, gnark-groth16, gnark-plonk, risc0, sp1 (default:"
                    + " auto, as the key says).")
    private ProofSystemName system = ProofSystemName.AUTO;

    @Mixin
    private ZkvmOptions zkvm = new ZkvmOptions();

    @Option(
            names = "--commitment-hash",
            paramLabel = "NAME",
            description = "How gnark hashed commitments: RFC_9380 (its default) or KECCAK_256.")
    private HashToField commitmentHash = HashToField.RFC_9380;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Taken for likeness with the others; a proof does not age.")
    private @Nullable Instant at;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        return Report.print(output, verdict(), (facts, found) -> facts.with("proof", found));
    }

    private Verdict<Facts> verdict() throws IOException {
        Optional<ProofSystem> named = system.system().or(zkvm::system);
        if (named.equals(Optional.of(ProofSystem.RISC0)) || named.equals(Optional.of(ProofSystem.SP1))) {
            return execution(named.get());
        }
        if (zkvm.system().isPresent()) {
            throw CommandFailure.usage(
                    "a proof of " + named.get() + " is about no program", "Leave --image-id and --program out.");
        }
        return keyed().verify(named.orElse(null));
    }

    private Verdict<Facts> execution(ProofSystem of) throws IOException {
        byte[] bytes = InputFile.read(proof, KeyedProof.MAX_FILE_BYTES);
        if (publicInputs != null) {
            throw CommandFailure.usage(
                    "--public is not of a proof of " + of,
                    "Name the program's output: --journal or --public-values FILE");
        }
        Optional<Path> outputFile = zkvm.output(of);
        Optional<byte[]> expected = outputFile.isPresent()
                ? Optional.of(InputFile.read(outputFile.get(), KeyedProof.MAX_FILE_BYTES))
                : Optional.empty();
        if (key == null) {
            return execution(of, bytes, expected, Optional.empty());
        }
        return Verdicts.then(
                Groth16Format.recogniseKey(InputFile.read(key, KeyedProof.MAX_FILE_BYTES)),
                found ->
                        execution(of, bytes, expected, Optional.of(found.value().key())));
    }

    private Verdict<Facts> execution(
            ProofSystem of, byte[] bytes, Optional<byte[]> expected, Optional<VerifiedKey> wrapper) {
        ZkvmProof claimed = new ZkvmProof(bytes, zkvm.program(of), expected, wrapper, zkvm.release(of));
        return of == ProofSystem.RISC0 ? claimed.risc0() : claimed.sp1();
    }

    private KeyedProof keyed() throws IOException {
        byte[] bytes = InputFile.read(proof, KeyedProof.MAX_FILE_BYTES);
        Optional<ProofBundle> bundle = publicInputs == null ? ProofBundle.parse(bytes) : Optional.empty();
        if (bundle.isPresent()) {
            ProofBundle files = bundle.get();
            checkSameKey(files.verificationKey());
            return new KeyedProof(
                    files.proof(), Optional.of(files.publicInputs()), files.verificationKey(), commitmentHash);
        }
        return new KeyedProof(bytes, inputs(), keyFile(), commitmentHash);
    }

    /** Whoever made the one file chose the key in it: it never takes the place of one that the user names. */
    private void checkSameKey(byte[] inFile) throws IOException {
        if (key != null && !Arrays.equals(InputFile.read(key, KeyedProof.MAX_FILE_BYTES), inFile)) {
            throw CommandFailure.usage(
                    "the file holds another key than the one that --vk names",
                    "Leave --vk out to verify under the file's own, and compare its SHA-256.");
        }
    }

    private Optional<byte[]> inputs() throws IOException {
        Path file = publicInputs == null ? beside("public.json") : publicInputs;
        return publicInputs != null || Files.exists(file)
                ? Optional.of(InputFile.read(file, KeyedProof.MAX_FILE_BYTES))
                : Optional.empty();
    }

    private byte[] keyFile() throws IOException {
        Path file = key == null ? beside("verification_key.json") : key;
        if (key == null && !Files.exists(file)) {
            throw CommandFailure.usage(
                    "there is no " + file, "Name it: assay verify proof PROOF --vk FILE --public FILE");
        }
        return InputFile.read(file, KeyedProof.MAX_FILE_BYTES);
    }

    private Path beside(String name) {
        return proof.toAbsolutePath().resolveSibling(name);
    }
}
