package dev.assay.cli.verify;

import dev.assay.verification.Digest;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.VerifiedKey;
import dev.assay.verification.proof.gnark.VerifiedGnarkPlonkKey;
import dev.assay.verification.proof.zkvm.Risc0Verifier;
import dev.assay.verification.proof.zkvm.Sp1PlonkParameters;
import dev.assay.verification.proof.zkvm.Sp1Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs cases of zkVM proofs. A line has no key: its id names the vendor's release, whose Groth16 key lies as
 * {@code verification_key.json} in the folder of that release beside the cases, and whose other parameters are known. Never
 * the proof itself decides what it is verified under.
 */
final class ZkvmCases {

    private ZkvmCases() {}

    static CaseOutcome risc0(Case given) throws IOException {
        Optional<Risc0Release> release = Risc0Release.named(given.id());
        if (release.isEmpty() || !isOverBn254(given, "groth16")) {
            return given.unsupported();
        }
        byte[] seal = given.hex("sealHex");
        Digest image = given.digest("imageIdHex");
        byte[] journal = given.hex("journalHex");
        return underKey(
                given,
                release.get().folder(),
                release.get()::parameters,
                parameters -> Risc0Verifier.verify(parameters, seal, image, journal));
    }

    static CaseOutcome sp1(Case given) throws IOException {
        Optional<Sp1Release> release = Sp1Release.named(given.id());
        if (release.isEmpty()) {
            return given.unsupported();
        }
        if (isOverBn254(given, "groth16")) {
            return sp1Groth16(given, release.get());
        }
        return isOverBn254(given, "plonk") ? sp1Plonk(given, release.get()) : given.unsupported();
    }

    private static CaseOutcome sp1Groth16(Case given, Sp1Release release) throws IOException {
        byte[] proof = given.hex("proofHex");
        Digest program = given.digest("programVkeyHex");
        byte[] values = given.hex("publicValuesHex");
        return underKey(
                given,
                release.groth16Folder(),
                release::groth16,
                parameters -> Sp1Verifier.verify(parameters, proof, program, values));
    }

    private static CaseOutcome sp1Plonk(Case given, Sp1Release release) {
        byte[] proof = given.hex("proofHex");
        Digest program = given.digest("programVkeyHex");
        byte[] values = given.hex("publicValuesHex");
        return given.outcome(VerifiedGnarkPlonkKey.load(Curve.BN254, release.plonkKey()), key -> {
            Sp1PlonkParameters parameters = release.plonk(key);
            return Sp1Verifier.verify(parameters, proof, program, values);
        });
    }

    private static boolean isOverBn254(Case given, String system) {
        return given.text("system").equals(system) && given.text("curve").equals("bn254");
    }

    /** Without the key's file nothing can be verified. */
    private static <P> CaseOutcome underKey(
            Case given, String release, Function<VerifiedKey, Verdict<P>> parameters, Function<P, Verdict<?>> verify)
            throws IOException {
        Path file = given.folder().resolve(release).resolve("verification_key.json");
        return Files.exists(file)
                ? given.outcome(Verdicts.then(VerifiedKey.load(Files.readAllBytes(file)), parameters), verify)
                : given.unsupported();
    }
}
