package dev.assay.node.iden3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that tests read: the committed sample circuit, and vectors that lie beside the repository on some machines. */
public final class Samples {

    private static final Path ROOT = Path.of(System.getProperty("assay.root", "../.."));

    private Samples() {}

    /** A file of samples/circuits/reserves. */
    public static Path reserves(String name) {
        return ROOT.resolve("samples/circuits/reserves").resolve(name);
    }

    /** A file of this module's PLONK and FFLONK keys. */
    public static Path universal(String name) {
        return ROOT.resolve("prover-market/node/src/test/resources/universal").resolve(name);
    }

    /** A file of this module's circuit over BLS12-381. */
    public static Path bls12381(String name) {
        return ROOT.resolve("prover-market/node/src/test/resources/bls12381").resolve(name);
    }

    /** A file of samples. */
    public static Path sample(String name) {
        return ROOT.resolve("samples").resolve(name);
    }

    /** A file of the proof vectors; the test is skipped where they are absent. */
    public static Path vector(String name) {
        Path path = ROOT.resolve("../shared/vectors/zk").resolve(name);
        assumeTrue(Files.exists(path), "no vectors beside the repository: " + name);
        return path;
    }

    /** Where the content of a section of an iden3 file begins. */
    public static int contentOf(byte[] file, int section) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = 12;
        while (bytes.getInt(at) != section) {
            at += 12 + Math.toIntExact(bytes.getLong(at + 4));
        }
        return at + 12;
    }

    public static byte[] bytes(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
