package dev.assay.bench;

import dev.assay.client.AssayClient;
import dev.assay.verification.Digest;
import dev.assay.verification.workload.Circuit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A circuit of each proof system that the market sells, with an input. Of its public values the first is an output. */
enum SampleCircuit {
    GROTH16(
            Circuit.GROTH16_BN254,
            "samples/circuits/reserves/verification_key.json",
            "samples/circuits/reserves/reserves.zkey",
            "samples/circuits/reserves/reserves.wasm",
            "samples/circuits/reserves/reserves.r1cs",
            "samples/circuits/reserves/input.json",
            "12000000000",
            3),
    GROTH16_BLS12_381(
            Circuit.GROTH16_BLS12_381,
            "prover-market/node/src/test/resources/bls12381/verification_key.json",
            "prover-market/node/src/test/resources/bls12381/chain.zkey",
            "prover-market/node/src/test/resources/bls12381/chain.wasm",
            "prover-market/node/src/test/resources/bls12381/chain.r1cs",
            "prover-market/node/src/test/resources/bls12381/input.json",
            "3",
            2),
    PLONK(
            Circuit.PLONK_BN254,
            "prover-market/node/src/test/resources/universal/plonk.json",
            "prover-market/node/src/test/resources/universal/plonk.zkey",
            "prover-market/node/src/test/resources/universal/polynomial.wasm",
            "bench/src/test/resources/peer/polynomial.r1cs",
            "prover-market/node/src/test/resources/universal/input.json",
            "11",
            3),
    FFLONK(
            Circuit.FFLONK_BN254,
            "prover-market/node/src/test/resources/universal/fflonk.json",
            "prover-market/node/src/test/resources/universal/fflonk.zkey",
            "prover-market/node/src/test/resources/universal/polynomial.wasm",
            "bench/src/test/resources/peer/polynomial.r1cs",
            "prover-market/node/src/test/resources/universal/input.json",
            "11",
            3);

    final String proofSystem;

    /** The first public value that is an input. */
    final String input;

    private final String key;
    private final String zkey;
    private final String wasm;
    private final String r1cs;
    private final String inputFile;
    private final int publicValues;

    SampleCircuit(
            String proofSystem,
            String key,
            String zkey,
            String wasm,
            String r1cs,
            String inputFile,
            String input,
            int publicValues) {
        this.proofSystem = proofSystem;
        this.key = key;
        this.zkey = zkey;
        this.wasm = wasm;
        this.r1cs = r1cs;
        this.inputFile = inputFile;
        this.input = input;
        this.publicValues = publicValues;
    }

    byte[] input() throws IOException {
        return bytes(inputFile);
    }

    Digest publish(AssayClient client) throws Exception {
        return client.publish(circuit(), file(key), file(zkey), file(wasm), file(r1cs));
    }

    private Circuit circuit() throws IOException {
        return new Circuit(
                "sample",
                proofSystem,
                digest(key),
                digest(zkey),
                digest(wasm),
                Optional.of(digest(r1cs)),
                publicValues);
    }

    private static Digest digest(String path) throws IOException {
        return Digest.sha256(bytes(path));
    }

    private static byte[] bytes(String path) throws IOException {
        return Files.readAllBytes(file(path));
    }

    private static Path file(String path) {
        return Testbed.ROOT.resolve(path);
    }
}
