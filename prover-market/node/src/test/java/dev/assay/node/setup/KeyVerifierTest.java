package dev.assay.node.setup;

import static dev.assay.node.setup.KeyCheck.A;
import static dev.assay.node.setup.KeyCheck.ALPHA_BETA;
import static dev.assay.node.setup.KeyCheck.B2;
import static dev.assay.node.setup.KeyCheck.BEACONS;
import static dev.assay.node.setup.KeyCheck.C;
import static dev.assay.node.setup.KeyCheck.CHAIN;
import static dev.assay.node.setup.KeyCheck.CIRCUIT_HASH;
import static dev.assay.node.setup.KeyCheck.COEFFICIENTS;
import static dev.assay.node.setup.KeyCheck.DELTA;
import static dev.assay.node.setup.KeyCheck.GAMMA;
import static dev.assay.node.setup.KeyCheck.H;
import static dev.assay.node.setup.KeyCheck.KNOWLEDGE;
import static dev.assay.node.setup.KeyCheck.SIZES;
import static dev.assay.node.setup.KeyCheck.TRANSCRIPTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.Samples;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.prove.JavaBackend;
import dev.assay.node.setup.KeyReport.Contributor;
import dev.assay.node.setup.KeyReport.Status;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fq2;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KeyVerifierTest {

    private static TinyKey key() {
        return new TinyKey("tiny.zkey");
    }

    /** Its delta is 1, so anybody can prove anything with it. */
    @Test
    void rejectsKeyWithoutContributions() throws IOException {
        KeyReport report = new TinyKey("tiny-0.zkey").verify();
        assertEquals(List.of(KeyCheck.CONTRIBUTED), report.failed());
        assertTrue(report.contributors().isEmpty());
    }

    @Test
    void acceptsKeyOfTwoContributorsAndABeacon() throws IOException {
        KeyReport report = key().verify();
        assertTrue(report.accepted(), () -> report.outcomes().toString());
        assertEquals(
                List.of("first", "second", "beacon"),
                report.contributors().stream().map(Contributor::name).toList());
        assertTrue(report.contributors().getLast().beacon().orElseThrow().contains("2^10"));
    }

    @Test
    void rejectsKeyOfAnotherCircuitBySizes() throws IOException {
        KeyReport report = TinyKey.verify(Zkey.parse(MappedFile.map(Samples.reserves("reserves.zkey"))));
        assertEquals(List.of(SIZES, ALPHA_BETA), report.failed());
        assertEquals(
                Status.SKIPPED, report.outcomes().get(CIRCUIT_HASH.ordinal()).status());
        assertFalse(report.accepted());
    }

    @Test
    void rejectsKeyOfAnotherCircuitOfTheSameSize() throws IOException {
        byte[] other = TinyKey.file("tiny.r1cs");
        int firstWire = TinyKey.start(other, 2) + 4;
        other[firstWire] = (byte) ((other[firstWire] + 1) % 7);
        KeyReport report = new KeyVerifier(new JavaBackend(), new SecureRandom())
                .verify(
                        R1cs.parse("other.r1cs", other),
                        TinyKey.ptau(),
                        Zkey.parse("tiny.zkey", key().bytes()),
                        check -> {});
        assertTrue(report.failed().contains(COEFFICIENTS));
        assertTrue(report.failed().contains(A));
        assertTrue(report.failed().contains(CIRCUIT_HASH));
    }

    @Test
    void refusesPowersOfTauThatAreTooFew() {
        KeyVerifier verifier = new KeyVerifier(new JavaBackend(), new SecureRandom());
        assertThrows(
                Iden3FormatException.class,
                () -> verifier.verify(
                        R1cs.parse(MappedFile.map(Samples.reserves("reserves.r1cs"))),
                        TinyKey.ptau(),
                        Zkey.parse(MappedFile.map(Samples.reserves("reserves.zkey"))),
                        check -> {}));
    }

    /** The circuit hash takes IC, A, B1 and B2 from the key, and C and H from the circuit. */
    @ParameterizedTest
    @CsvSource({"3, IC", "5, A", "6, B1"})
    void rejectsOneChangedPoint(int section, KeyCheck check) throws IOException {
        TinyKey key = key();
        key.twiceG1(section, firstFinite(key, section, 64)).assertFails(check, CIRCUIT_HASH);
    }

    @ParameterizedTest
    @CsvSource({"8, C", "9, H"})
    void rejectsOneChangedPointThatIsOverDelta(int section, KeyCheck check) throws IOException {
        key().twiceG1(section, 64).assertFails(check);
    }

    @Test
    void rejectsEachChangedPointOfH() throws IOException {
        for (int i = 0; i < 8; i++) {
            key().twiceG1(9, 64 * i).assertFails(H);
        }
    }

    @Test
    void rejectsOneChangedPointOfB2() throws IOException {
        TinyKey key = key();
        key.twiceG2(7, firstFinite(key, 7, 128)).assertFails(B2, CIRCUIT_HASH);
    }

    /** Where the first point of a section is that is not at infinity. */
    private static int firstFinite(TinyKey key, int section, int size) {
        return IntStream.iterate(0, offset -> offset + size)
                .filter(offset -> !isZero(key.bytes(), TinyKey.start(key.bytes(), section) + offset, size))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isZero(byte[] bytes, int from, int length) {
        return IntStream.range(from, from + length).allMatch(i -> bytes[i] == 0);
    }

    @Test
    void rejectsPointOfB2OutsideOfTheGroup() throws IOException {
        key().change(7, 0, 128, bytes -> PointFormat.G2_POINT.encode(outsideOfTheGroup()))
                .assertFails(B2, CIRCUIT_HASH);
    }

    private static G2.Affine outsideOfTheGroup() {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> G2.Affine.atX(new Fq2(Fq.of(i), Fq.ONE)))
                .flatMap(Optional::stream)
                .filter(point -> !point.isInSubgroup())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void rejectsPointsThatTradePlaces() throws IOException {
        TinyKey key = key();
        byte[] first = new byte[64];
        key.change(9, 0, 64, bytes -> {
            System.arraycopy(bytes, 0, first, 0, 64);
            return bytes;
        });
        byte[] second = new byte[64];
        key.change(9, 64, 64, bytes -> {
            System.arraycopy(bytes, 0, second, 0, 64);
            return first;
        });
        key.change(9, 0, 64, bytes -> second).assertFails(H);
    }

    @Test
    void rejectsChangedCoefficient() throws IOException {
        key().change(4, 4 + 12, 1, bytes -> new byte[] {(byte) (bytes[0] ^ 1)}).assertFails(COEFFICIENTS);
    }

    @Test
    void rejectsAnotherAlpha() throws IOException {
        key().twiceG1(2, TinyKey.ALPHA1).assertFails(ALPHA_BETA);
    }

    @Test
    void rejectsAnotherBetaInEitherGroup() throws IOException {
        key().twiceG1(2, TinyKey.BETA1).assertFails(ALPHA_BETA);
        key().twiceG2(2, TinyKey.BETA2).assertFails(ALPHA_BETA);
    }

    @Test
    void rejectsAnotherGamma() throws IOException {
        key().twiceG2(2, TinyKey.GAMMA2).assertFails(GAMMA);
    }

    @Test
    void rejectsDeltaInOneGroupOnly() throws IOException {
        KeyReport report = key().twiceG1(2, TinyKey.DELTA1).verify();
        assertEquals(List.of(DELTA, CHAIN), report.failed());
        assertEquals(Status.SKIPPED, report.outcomes().get(C.ordinal()).status());
    }

    @Test
    void rejectsAnotherDeltaInBothGroups() throws IOException {
        key().twiceG1(2, TinyKey.DELTA1).twiceG2(2, TinyKey.DELTA2).assertFails(C, H, CHAIN);
    }

    /** The trapdoor of the setup would be gone: C and H could be anything. */
    @Test
    void rejectsDeltaAtInfinity() throws IOException {
        KeyReport report = key().change(2, TinyKey.DELTA1, 64, bytes -> new byte[64])
                .change(2, TinyKey.DELTA2, 128, bytes -> new byte[128])
                .verify();
        assertTrue(report.failed().contains(DELTA));
    }

    @Test
    void rejectsAnotherCircuitHash() throws IOException {
        key().change(10, 0, 1, bytes -> new byte[] {(byte) ~bytes[0]}).assertFails(CIRCUIT_HASH, TRANSCRIPTS);
    }

    @Test
    void rejectsChangedTranscript() throws IOException {
        key().change(10, TinyKey.TRANSCRIPT, 1, bytes -> new byte[] {(byte) ~bytes[0]})
                .assertFails(TRANSCRIPTS, KNOWLEDGE, CHAIN);
    }

    @Test
    void rejectsContributionWhoseMakerDidNotKnowTheSecret() throws IOException {
        key().twiceG1(10, TinyKey.SX).assertFails(TRANSCRIPTS, KNOWLEDGE);
        key().twiceG2(10, TinyKey.SPX).assertFails(TRANSCRIPTS, KNOWLEDGE, CHAIN);
    }

    /** The first contribution is replaced by one that multiplies by something else. */
    @Test
    void rejectsForgedContribution() throws IOException {
        byte[] forged = PointFormat.G1_POINT.encode(
                G1.GENERATOR.multiply(BigInteger.valueOf(12345)).toAffine());
        key().change(10, TinyKey.DELTA_AFTER, 64, bytes -> forged).assertFails(TRANSCRIPTS, CHAIN);
    }

    @Test
    void rejectsBeaconThatGivesAnotherSecret() throws IOException {
        TinyKey key = key();
        int end = key.bytes().length - 1;
        int section = TinyKey.start(key.bytes(), 10);
        key.change(10, end - section, 1, bytes -> new byte[] {(byte) (bytes[0] ^ 1)})
                .assertFails(BEACONS);
    }

    @Test
    void refusesToHashABeaconForHours() throws IOException {
        TinyKey key = key();
        int iterations = key.bytes().length - 16 - 2 - 1 - TinyKey.start(key.bytes(), 10);
        key.change(10, iterations, 1, bytes -> {
                    assertEquals(10, bytes[0]);
                    return new byte[] {63};
                })
                .assertFails(BEACONS);
    }

    @Test
    void aNameCannotMoveTheCursor() throws IOException {
        TinyKey key = key();
        int name = TinyKey.TRANSCRIPT + 64 + 8 + 2;
        KeyReport report = key.change(10, name, 1, bytes -> new byte[] {27}).verify();
        assertTrue(report.accepted());
        assertEquals("?irst", report.contributors().getFirst().name());
    }
}
