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

/** A circuit of each proof system that the market sells, with both of its keys. Of its public values one is an output. */
public enum KeyFiles {
    GROTH16(Circuit.GROTH16_BN254, "samples/circuits/reserves", "reserves.zkey", "verification_key.json", 3),
    GROTH16_BLS12_381(
            Circuit.GROTH16_BLS12_381,
            "prover-market/node/src/test/resources/bls12381",
            "chain.zkey",
            "verification_key.json",
            2),
    PLONK(Circuit.PLONK_BN254, "prover-market/node/src/test/resources/universal", "plonk.zkey", "plonk.json", 3),
    FFLONK(Circuit.FFLONK_BN254, "prover-market/node/src/test/resources/universal", "fflonk.zkey", "fflonk.json", 3);

    private static final Path ROOT = Path.of(System.getProperty("assay.root", "../.."));

    /** As a manifest has it. */
    public final String proofSystem;

    private final String folder;
    private final String zkey;
    private final String json;
    private final int publicValues;

    KeyFiles(String proofSystem, String folder, String zkey, String json, int publicValues) {
        this.proofSystem = proofSystem;
        this.folder = folder;
        this.zkey = zkey;
        this.json = json;
        this.publicValues = publicValues;
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

    /** A key and a proof of the same proof system: for the sample circuit, or over BLS12-381 for one of the verifier's. */
    public Path proved(String name) {
        return switch (this) {
            case GROTH16 -> file(folder, name);
            case GROTH16_BLS12_381 -> file("verification/src/test/resources/vectors/groth16-bls12381", name);
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
                publicValues);
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
