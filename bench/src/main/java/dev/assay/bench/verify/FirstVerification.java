package dev.assay.bench.verify;

import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.VerifiedKey;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first verification in a JVM: prints the microseconds from the bytes to a loaded key, and from there to a verdict.
 * Arguments: the folder of a key, a proof and public inputs.
 */
final class FirstVerification {

    private FirstVerification() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        byte[] keyJson = Files.readAllBytes(folder.resolve("verification_key.json"));
        byte[] proofJson = Files.readAllBytes(folder.resolve("proof.json"));
        byte[] publicJson = Files.readAllBytes(folder.resolve("public.json"));
        long start = System.nanoTime();
        VerifiedKey key = Inputs.value(VerifiedKey.load(keyJson));
        long loaded = System.nanoTime();
        Inputs.value(Groth16Verifier.verify(key, proofJson, publicJson));
        long verified = System.nanoTime();
        // One by one: to link a concatenation would take a tenth of what is measured.
        System.out.print((loaded - start) / 1000);
        System.out.print(' ');
        System.out.println((verified - loaded) / 1000);
    }
}
