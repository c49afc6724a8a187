package dev.assay.cli.run;

import dev.assay.cli.CommandFailure;
import dev.assay.cli.ExitStatus;
import dev.assay.cli.Facts;
import dev.assay.cli.InputFile;
import dev.assay.cli.Output;
import dev.assay.node.cache.ProverCache;
import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.prove.Backend;
import dev.assay.node.prove.BackendChoice;
import dev.assay.node.prove.NativeEngine;
import dev.assay.node.prove.Phase;
import dev.assay.node.prove.Proven;
import dev.assay.node.prove.Prover;
import dev.assay.node.prove.ProvingException;
import dev.assay.node.witness.WitnessException;
import dev.assay.node.witness.WitnessLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Proves on this machine. */
@Command(
        name = "prove",
        description = {
            "Makes a proof on this machine, from a witness or from an input, and verifies it.",
            "The key says which: Groth16 of snarkjs over BN254 or BLS12-381, PLONK or FFLONK over BN254."
        },
        footer = {
            "",
            "Example: assay prove --zkey reserves.zkey --wasm reserves.wasm --input input.json --proof proof.json"
                    + " --public public.json"
        })
public final class ProveCommand implements Callable<Integer> {

    private static final int MAX_INPUT_BYTES = 64 << 20;

    /** Where the heavy arithmetic runs. */
    enum BackendName {
        AUTO,
        JAVA,
        NATIVE,
        CUDA
    }

    /** Computes the witness here. */
    static final class Calculated {
        @Option(names = "--wasm", required = true, paramLabel = "F", description = "circom's witness program.")
        private Path wasm = Path.of("");

        @Option(names = "--input", required = true, paramLabel = "F", description = "The signals as JSON.")
        private Path input = Path.of("");

        @Option(names = "--r1cs", paramLabel = "F", description = "The constraints, to check the witness against.")
        private @Nullable Path r1cs;
    }

    /** One of the two. */
    static final class Witness {
        @Option(names = "--wtns", required = true, paramLabel = "F", description = "A witness computed elsewhere.")
        private @Nullable Path wtns;

        @ArgGroup(exclusive = false)
        private @Nullable Calculated calculated;
    }

    @Option(names = "--zkey", required = true, paramLabel = "F", description = "The proving key.")
    private Path zkey = Path.of("");

    @ArgGroup(multiplicity = "1")
    private Witness witness = new Witness();

    @Option(names = "--proof", required = true, paramLabel = "OUT", description = "Where to write proof.json.")
    private Path proof = Path.of("");

    @Option(names = "--public", required = true, paramLabel = "OUT", description = "Where to write public.json.")
    private Path publicInputs = Path.of("");

    @Option(
            names = "--backend",
            paramLabel = "auto|java|native|cuda",
            defaultValue = "auto",
            description =
                    "What to compute on (default: ${DEFAULT-VALUE}: native where this machine has it, else java).")
    private BackendName backend = BackendName.AUTO;

    @Mixin
    private Output output = new Output();

    @Override
    public Integer call() throws Exception {
        BackendChoice.Chosen chosen = chosen();
        Proven proven = prove(chosen.backend());
        Files.write(proof, proven.proofJson());
        Files.write(publicInputs, proven.publicJson());
        output.print(new Facts()
                .with("verdict", "verified")
                .with("proof", proof.toString())
                .with("public", publicInputs.toString())
                .with("backend", chosen.backend().name())
                .with("backendChosen", chosen.why())
                .with("witnessMillis", proven.witness().toMillis())
                .with("provingMillis", proven.proving().toMillis()));
        return ExitStatus.DONE.code();
    }

    private BackendChoice.Chosen chosen() {
        BackendChoice choice = switch (backend) {
            case AUTO -> BackendChoice.AUTO;
            case JAVA -> BackendChoice.JAVA;
            case NATIVE -> BackendChoice.NATIVE;
            case CUDA ->
                throw CommandFailure.usage("this version has no backend cuda", "Use --backend java, or leave it out.");
        };
        try {
            return choice.choose();
        } catch (NativeEngine.Missing e) {
            throw CommandFailure.usage("no backend native: " + e.getMessage(), "Use --backend java, or leave it out.");
        }
    }

    /** Without a place for it a proof takes longer, and is as good. */
    private static Optional<ProverCache> cache() {
        try {
            Path home = Path.of(System.getProperty("user.home"));
            return home.isAbsolute()
                    ? Optional.of(ProverCache.in(home.resolve(Path.of(".assay", "cache"))))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private Proven prove(Backend backend) throws IOException, InterruptedException {
        Prover prover = new Prover(backend, WitnessLimits.ofThisMachine(), cache());
        Phase.Listener progress =
                phase -> output.progress(phase.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        try {
            Calculated calculated = witness.calculated;
            if (calculated != null) {
                byte[] input = InputFile.read(calculated.input, MAX_INPUT_BYTES);
                return prover.prove(
                        present(zkey), present(calculated.wasm), Optional.ofNullable(calculated.r1cs), input, progress);
            }
            return prover.prove(present(zkey), present(witness.wtns), progress);
        } catch (Iden3FormatException e) {
            throw CommandFailure.usage(
                    "malformed: " + e.getMessage(), "Name files that circom and snarkjs made; perhaps one is cut off.");
        } catch (WitnessException e) {
            throw CommandFailure.rejected(
                    "no witness: " + e.code() + ": " + e.getMessage(),
                    "Correct the input, or name the circuit's wasm.");
        } catch (ProvingException e) {
            throw CommandFailure.rejected(
                    "no proof: " + e.code() + ": " + e.getMessage(), "Name the key and the witness of one circuit.");
        }
    }

    private static Path present(@Nullable Path file) throws IOException {
        if (file == null || !Files.exists(file)) {
            throw new NoSuchFileException(String.valueOf(file));
        }
        return file;
    }
}
