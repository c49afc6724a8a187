package dev.assay.market;

import dev.assay.verification.Digest;
import dev.assay.verification.workload.Circuit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The sample circuit with a proof for its sample input. */
final class ReservesCircuit {

    private static final Path FOLDER = Path.of(System.getProperty("assay.root", "../.."), "samples/circuits/reserves");

    private ReservesCircuit() {}

    static Path path(String name) {
        return FOLDER.resolve(name);
    }

    static byte[] file(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Circuit circuit() {
        return new Circuit(
                "reserves",
                Circuit.GROTH16_BN254,
                Digest.sha256(file("verification_key.json")),
                Digest.sha256(file("reserves.zkey")),
                Digest.sha256(file("reserves.wasm")),
                Optional.of(Digest.sha256(file("reserves.r1cs"))),
                3);
    }

    static byte[] input() {
        return file("input.json");
    }

    /** An input for which the sample proof is no proof: its threshold is another one. */
    static byte[] otherInput() {
        return new String(input(), StandardCharsets.UTF_8)
                .replace("12000000000", "12000000001")
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] proof() {
        return file("proof.json");
    }

    static byte[] publicInputs() {
        return file("public.json");
    }
}
