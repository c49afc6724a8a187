package dev.assay.market;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.ProofKey;
import dev.assay.verification.workload.Circuit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A circuit of each proof system that the market sells, with both of its keys. Each has three public values, one an output. */
public enum KeyFiles {
    GROTH16(Circuit.GROTH16_BN254, "samples/circuits/reserves", "reserves.zkey", "verification_key.json"),
    PLONK(Circuit.PLONK_BN254, "prover-market/node/src/test/resources/universal", "plonk.zkey", "plonk.json"),
    FFLONK(Circuit.FFLONK_BN254, "prover-market/node/src/test/resources/universal", "fflonk.zkey", "fflonk.json");

    private static final Path ROOT = Path.of(System.getProperty("assay.root", "../.."));

    /** As a manifest has it. */
    public final String proofSystem;

    private final String folder;
    private final String zkey;
    private final String json;

    KeyFiles(String proofSystem, String folder, String zkey, String json) {
        this.proofSystem = proofSystem;
        this.folder = folder;
        this.zkey = zkey;
        this.json = json;
    }

    public Path zkey() {
        return file(folder, zkey);
    }

    public Path json() {
        return file(folder, json);
    }

    public ProofKey key() {
        return load(json());
    }

    /** A key and a proof of the same proof system for the sample circuit, for its sample input. */
    public Path reserves(String name) {
        return switch (this) {
            case GROTH16 -> file(folder, name);
            case PLONK -> file("verification/src/test/resources/proofs/plonk/reserves", name);
            case FFLONK -> file("verification/src/test/resources/proofs/fflonk/reserves", name);
        };
    }

    /** Without constraints. The market does not run the program, so the sample's does for all. */
    public Circuit circuit() {
        return new Circuit(
                "keys of " + proofSystem,
                proofSystem,
                digest(json()),
                digest(zkey()),
                digest(file("samples/circuits/reserves", "reserves.wasm")),
                Optional.empty(),
                3);
    }

    public static ProofKey load(Path json) {
        if (ProofKey.load(bytes(json)) instanceof Verdict.Verified<ProofKey>(ProofKey key)) {
            return key;
        }
        throw new AssertionError(json + " was refused");
    }

    private static Path file(String folder, String name) {
        return ROOT.resolve(folder).resolve(name);
    }

    private static Digest digest(Path file) {
        return Digest.sha256(bytes(file));
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
