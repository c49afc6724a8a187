package dev.assay.client;

import dev.assay.verification.Reason;
import dev.assay.verification.workload.Circuit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The sample circuit, proved by each proof system that the market sells. */
enum ProvedReserves {
    GROTH16(
            Circuit.GROTH16_BN254,
            "samples/circuits/reserves",
            "../shared/vectors/zk/risc0-groth16-tests",
            "pi_c",
            Reason.PROOF_INVALID),
    PLONK(
            Circuit.PLONK_BN254,
            "verification/src/test/resources/proofs/plonk/reserves",
            "verification/src/test/resources/proofs/plonk/product",
            "A",
            Reason.PROOF_INVALID),
    /** Its proofs hold the inverse of a number that the public inputs decide. */
    FFLONK(
            Circuit.FFLONK_BN254,
            "verification/src/test/resources/proofs/fflonk/reserves",
            "verification/src/test/resources/proofs/fflonk/product",
            "C1",
            Reason.PROOF_INVERSE_MISMATCH);

    private static final Path ROOT = Path.of(System.getProperty("assay.root", ".."));

    final String proofSystem;

    /** A member of proof.json that is a point in G1. */
    final String point;

    /** What is wrong with a proof beside another public input. */
    final Reason otherInput;

    private final String folder;
    private final String another;

    ProvedReserves(String proofSystem, String folder, String another, String point, Reason otherInput) {
        this.proofSystem = proofSystem;
        this.folder = folder;
        this.another = another;
        this.point = point;
        this.otherInput = otherInput;
    }

    static Path sample(String name) {
        return ROOT.resolve("samples/circuits/reserves").resolve(name);
    }

    /** verification_key.json, proof.json or public.json. */
    Path file(String name) {
        return ROOT.resolve(folder).resolve(name);
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(file(name));
    }

    /** The key of another circuit, with one public input. */
    Path anotherKey() {
        return ROOT.resolve(another).resolve("verification_key.json");
    }
}
