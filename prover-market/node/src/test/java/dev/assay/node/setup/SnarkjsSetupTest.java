package dev.assay.node.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.Ptau;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.prove.JavaBackend;
import dev.assay.node.prove.Snarkjs;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reference implementation and this one accept each other's keys. Needs npm, or snarkjs 0.7.6 on the PATH. */
final class SnarkjsSetupTest {

    @TempDir
    private Path folder;

    @Test
    void snarkjsAcceptsOurKeyFromItsPowersOfTau() throws Exception {
        Snarkjs snarkjs = Snarkjs.assumePresent();
        Path zkey = folder.resolve("ours.zkey");
        make(TinyKey.ptau(), zkey);
        Path ptau = TinyKey.copy("tiny.ptau", folder);
        assertEquals(0, verify(snarkjs, ptau, zkey));
    }

    /** Also what it adds to one of ours. */
    @Test
    void snarkjsAcceptsOurKeyFromOurPowersOfTauAndContributes() throws Exception {
        Snarkjs snarkjs = Snarkjs.assumePresent();
        Path tau = folder.resolve("drawn.ptau");
        DrawnTau.write(TinyKey.r1cs(), tau, new SecureRandom());
        Ptau ptau = Ptau.parse(MappedFile.map(tau));
        Path zkey = folder.resolve("ours.zkey");
        make(ptau, zkey);
        assertEquals(0, verify(snarkjs, tau, zkey));

        Path more = folder.resolve("more.zkey");
        assertEquals(
                0, snarkjs.run("zkey", "contribute", zkey.toString(), more.toString(), "--name=more", "-e=entropy"));
        KeyReport report = new KeyVerifier(new JavaBackend(), new SecureRandom())
                .verify(TinyKey.r1cs(), ptau, Zkey.parse(MappedFile.map(more)), check -> {});
        assertTrue(report.accepted(), () -> report.outcomes().toString());
        assertEquals(2, report.contributors().size());
    }

    private static void make(Ptau ptau, Path zkey) throws Exception {
        new DevelopmentSetup(new JavaBackend(), new SecureRandom()).make(TinyKey.r1cs(), ptau, zkey, step -> {});
    }

    private int verify(Snarkjs snarkjs, Path ptau, Path zkey) throws Exception {
        Path r1cs = TinyKey.copy("tiny.r1cs", folder);
        return snarkjs.run("zkey", "verify", r1cs.toString(), ptau.toString(), zkey.toString());
    }
}
