package dev.assay.verification.proof;

import dev.assay.verification.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;

/** The key, proof and public inputs of the sample circuit, made by snarkjs. */
record ReservesSample(String key, String proof, String inputs) {

    static ReservesSample load() throws IOException {
        Path folder = Path.of(System.getProperty("assay.root"), "samples/circuits/reserves");
        return new ReservesSample(
                Files.readString(folder.resolve("verification_key.json")),
                Files.readString(folder.resolve("proof.json")),
                Files.readString(folder.resolve("public.json")));
    }

    Verdict<VerifiedKey> loadKey() {
        return VerifiedKey.load(bytes(key));
    }

    VerifiedKey verifiedKey() {
        return value(loadKey());
    }

    Verdict<VerifiedProof> verify() {
        return Groth16Verifier.verify(verifiedKey(), bytes(proof), bytes(inputs));
    }

    ReservesSample withKey(String other) {
        return new ReservesSample(other, proof, inputs);
    }

    ReservesSample withProof(String other) {
        return new ReservesSample(key, other, inputs);
    }

    ReservesSample withInputs(String other) {
        return new ReservesSample(key, proof, other);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static <T> T value(Verdict<T> verdict) {
        return switch (verdict) {
            case Verdict.Verified<T> verified -> verified.value();
            case Verdict.Simulated<T> simulated -> Assertions.fail("a proof is never simulated");
            case Verdict.Rejected<T> rejected -> Assertions.fail(rejected.reason() + ": " + rejected.detail());
        };
    }
}
