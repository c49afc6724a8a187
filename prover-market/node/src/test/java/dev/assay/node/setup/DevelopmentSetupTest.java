package dev.assay.node.setup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.Ptau;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.Samples;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.prove.JavaBackend;
import dev.assay.node.prove.Proven;
import dev.assay.node.prove.Prover;
import dev.assay.node.witness.WitnessLimits;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.VerifiedKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DevelopmentSetupTest {

    @TempDir
    private Path folder;

    private static SetupResult make(R1cs r1cs, Ptau ptau, Path zkey) throws IOException {
        return new DevelopmentSetup(new JavaBackend(), new SecureRandom()).make(r1cs, ptau, zkey, step -> {});
    }

    @Test
    void itsKeyProvesAndVerifies() throws Exception {
        Path tau = folder.resolve("drawn.ptau");
        Path zkey = folder.resolve("reserves.zkey");
        R1cs r1cs = R1cs.parse(MappedFile.map(Samples.reserves("reserves.r1cs")));
        DrawnTau.write(r1cs, tau, new SecureRandom());
        Ptau ptau = Ptau.parse(MappedFile.map(tau));
        make(r1cs, ptau, zkey);

        Zkey made = Zkey.parse(MappedFile.map(zkey));
        Prover prover = new Prover(new JavaBackend(), WitnessLimits.ofThisMachine());
        Proven proven = prover.prove(zkey, Samples.reserves("reserves.wtns"), phase -> {});
        VerifiedKey key = assertVerified(VerifiedKey.load(made.keyPoints().toJson()));
        assertVerified(Groth16Verifier.verify(key, proven.proofJson(), proven.publicJson()));
        KeyReport report = new KeyVerifier(new JavaBackend(), new SecureRandom()).verify(r1cs, ptau, made, check -> {});
        assertTrue(report.accepted(), () -> report.outcomes().toString());
    }

    private static <T> T assertVerified(Verdict<T> verdict) {
        return switch (verdict) {
            case Verdict.Verified<T>(T value) -> value;
            default -> throw new AssertionError(verdict.toString());
        };
    }

    @Test
    void saysInTheKeyThatItIsInsecure() throws IOException {
        Path zkey = folder.resolve("tiny.zkey");
        SetupResult result = make(TinyKey.r1cs(), TinyKey.ptau(), zkey);
        KeyReport report = TinyKey.verify(Zkey.parse(MappedFile.map(zkey)));
        assertTrue(report.accepted(), () -> report.outcomes().toString());
        assertTrue(report.contributors().getFirst().name().startsWith("INSECURE"));
        assertEquals(result.contributionHash(), report.contributors().getFirst().hash());
    }

    /** All that is before delta is the same, byte for byte. */
    @Test
    void itsKeyIsThatOfSnarkjsButForDelta() throws IOException {
        Path file = folder.resolve("tiny.zkey");
        make(TinyKey.r1cs(), TinyKey.ptau(), file);
        byte[] ours = Files.readAllBytes(file);
        byte[] theirs = TinyKey.file("tiny-0.zkey");
        assertEquals(
                TinyKey.verify(Zkey.parse("theirs", theirs)).circuitHash(),
                TinyKey.verify(Zkey.parse("ours", ours)).circuitHash());
        for (int section = 3; section <= 7; section++) {
            assertArrayEquals(section(theirs, section), section(ours, section), "section " + section);
        }
    }

    private static byte[] section(byte[] file, int section) {
        int start = TinyKey.start(file, section);
        long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong(start - Long.BYTES);
        return Arrays.copyOfRange(file, start, start + Math.toIntExact(length));
    }

    @Test
    void leavesNothingBehindWhereItFails() throws IOException {
        Path zkey = folder.resolve("reserves.zkey");
        R1cs tooLarge = R1cs.parse(MappedFile.map(Samples.reserves("reserves.r1cs")));
        assertThrows(Iden3FormatException.class, () -> make(tooLarge, TinyKey.ptau(), zkey));
        assertFalse(Files.exists(zkey));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void refusesPowersThatAreNotPrepared() {
        byte[] ptau = TinyKey.file("tiny.ptau");
        ptau[TinyKey.start(ptau, 12) - 12] = 99;
        assertThrows(Iden3FormatException.class, () -> Ptau.parse("raw.ptau", ptau));
    }

    /** A header alone can claim wires for which the key would fill a disk. */
    @Test
    void refusesWiresThatAreOnlyClaimed() {
        byte[] r1cs = TinyKey.file("tiny.r1cs");
        int wires = TinyKey.start(r1cs, 1) + 36;
        r1cs[wires + 3] = 15;
        assertThrows(
                Iden3FormatException.class,
                () -> make(R1cs.parse("claims.r1cs", r1cs), TinyKey.ptau(), folder.resolve("x.zkey")));
    }
}
