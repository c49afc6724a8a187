package dev.assay.bench.verify;

import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.Curve;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the benchmarks verify. */
final class Inputs {

    private Inputs() {}

    static Curve curve(String name) {
        return name.equals(Curve.BN254.name()) ? Curve.BN254 : Curve.BLS12_381;
    }

    /** A file of the checkout. */
    static byte[] file(String path) throws IOException {
        return Files.readAllBytes(Path.of(System.getProperty("assay.root", ".")).resolve(path));
    }

    /** A benchmark of rejections would say little. @throws IllegalStateException for one */
    static <T> T value(Verdict<T> verdict) {
        if (verdict instanceof Verdict.Verified<T> verified) {
            return verified.value();
        }
        throw new IllegalStateException(verdict.toString());
    }
}
