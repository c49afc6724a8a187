package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.MappedFile;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.PointGroup;
import dev.assay.node.iden3.R1cs;
import dev.assay.node.iden3.Samples;
import dev.assay.node.iden3.Wtns;
import dev.assay.node.iden3.Zkey;
import dev.assay.node.prove.ProvingException.Code;
import dev.assay.node.prove.rows.RowEngine;
import dev.assay.node.witness.WitnessCalculator;
import dev.assay.node.witness.WitnessException;
import dev.assay.node.witness.WitnessLimits;
import dev.assay.verification.Verdict;
import dev.assay.verification.proof.Groth16Verifier;
import dev.assay.verification.proof.VerifiedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a key that snarkjs made over BLS12-381. */
final class Bls12381ProverTest {

    private static final Path ZKEY = Samples.bls12381("chain.zkey");
    private static final Path WTNS = Samples.bls12381("chain.wtns");
    private static final Phase.Listener SILENT = phase -> {};
    private static final Prover PROVER = new Prover(new JavaBackend(), WitnessLimits.ofThisMachine());

    private static final int G1_BYTES = 96;
    private static final int G2_BYTES = 192;
    /** In section 2: two primes with their sizes, three counts, alpha1. */
    private static final int BETA1 = 52 + 36 + 12 + G1_BYTES;

    private static final int GAMMA2 = BETA1 + G1_BYTES + G2_BYTES;
    private static final int DELTA1 = GAMMA2 + G2_BYTES;
    private static final int DELTA2 = DELTA1 + G1_BYTES;

    @TempDir
    private Path folder;

    /** All that this machine has. */
    static Stream<Backend> backends() {
        return Stream.concat(
                Stream.of(new JavaBackend(), new JavaBackend(RowEngine.oneByOne(2))),
                NativeLevels.levels().stream().map(NativeLevels::backend));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void provesWhatTheKeyOfSnarkjsVerifies(Backend backend) throws Exception {
        assertVerified(new Prover(backend, WitnessLimits.ofThisMachine()).prove(ZKEY, WTNS, SILENT));
    }

    @Test
    void provesFromInputCheckedAgainstTheConstraints() throws Exception {
        byte[] input = Samples.bytes(Samples.bls12381("input.json"));
        Optional<Path> r1cs = Optional.of(Samples.bls12381("chain.r1cs"));
        assertVerified(PROVER.prove(ZKEY, Samples.bls12381("chain.wasm"), r1cs, input, SILENT));
    }

    @Test
    void constraintsFindTheRowThatAWitnessBreaks() throws Exception {
        R1cs r1cs = R1cs.parse(MappedFile.map(Samples.bls12381("chain.r1cs")));
        assertEquals(OptionalInt.empty(), r1cs.firstUnsatisfied(Wtns.parse(MappedFile.map(WTNS))));
        byte[] wrong = Samples.bytes(WTNS);
        wrong[wrong.length - 32] ^= 1;
        assertTrue(r1cs.firstUnsatisfied(Wtns.parse("wrong", wrong)).isPresent());
        assertThrows(
                WitnessException.class,
                () -> WitnessCalculator.check(r1cs, Wtns.parse(MappedFile.map(Samples.reserves("reserves.wtns")))));
    }

    @Test
    void proverOfOneCurveServesTheOther() throws Exception {
        assertFailure(Code.WITNESS_OF_ANOTHER_CIRCUIT, Samples.reserves("reserves.zkey"), WTNS);
        PROVER.prove(Samples.reserves("reserves.zkey"), Samples.reserves("reserves.wtns"), SILENT);
        assertVerified(PROVER.prove(ZKEY, WTNS, SILENT));
    }

    @Test
    void keepsBackProofOfWrongWitness() throws IOException {
        byte[] wrong = Samples.bytes(WTNS);
        wrong[wrong.length - 32] ^= 1;
        assertFailure(Code.WITNESS_UNSATISFIED, ZKEY, Files.write(folder.resolve("wrong.wtns"), wrong));
    }

    @Test
    void refusesWitnessOfTheOtherCurve() {
        assertFailure(Code.WITNESS_OF_ANOTHER_CIRCUIT, ZKEY, Samples.reserves("reserves.wtns"));
    }

    @Test
    void refusesKeyWithoutSecondPhase() throws IOException {
        byte[] key = Samples.bytes(ZKEY);
        int header = Samples.contentOf(key, 2);
        System.arraycopy(key, header + GAMMA2, key, header + DELTA2, G2_BYTES);
        assertFailure(Code.KEY_REJECTED, write(key), WTNS);
    }

    @ParameterizedTest
    @CsvSource({"5, 3", "6, 3", "8, 11", "9, 3"})
    void refusesKeyWithPointOfG1OutsideOfTheGroup(int section, int order) throws IOException {
        assertFailure(Code.KEY_REJECTED, withOutsider(section, 7 * G1_BYTES, order, PointGroup.BLS12_381_G1), WTNS);
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 23})
    void refusesKeyWithPointOfG2OutsideOfTheGroup(int order) throws IOException {
        assertFailure(Code.KEY_REJECTED, withOutsider(7, 7 * G2_BYTES, order, PointGroup.BLS12_381_G2), WTNS);
    }

    /** beta1 and delta1 are in no verification key. */
    @ParameterizedTest
    @ValueSource(ints = {BETA1 - G1_BYTES, BETA1, DELTA1})
    void refusesHeaderWithPointOutsideOfTheGroup(int offset) throws IOException {
        assertFailure(Code.KEY_REJECTED, withOutsider(2, offset, 3, PointGroup.BLS12_381_G1), WTNS);
    }

    @Test
    void refusesKeyThatDoesNotBlind() throws IOException {
        byte[] key = Samples.bytes(ZKEY);
        int delta1 = Samples.contentOf(key, 2) + DELTA1;
        Arrays.fill(key, delta1, delta1 + G1_BYTES, (byte) 0);
        assertFailure(Code.KEY_REJECTED, write(key), WTNS);
    }

    @Test
    void refusesPointOffTheCurve() throws IOException {
        byte[] key = Samples.bytes(ZKEY);
        key[Samples.contentOf(key, 7) + 5 * G2_BYTES] ^= 1;
        Path zkey = write(key);
        assertThrows(Iden3FormatException.class, () -> PROVER.prove(zkey, WTNS, SILENT));
    }

    @Test
    void refusesScalarFieldOfTheOtherCurve() throws IOException {
        byte[] key = Samples.bytes(ZKEY);
        byte[] other = Samples.bytes(Samples.reserves("reserves.zkey"));
        System.arraycopy(other, Samples.contentOf(other, 2) + 36, key, Samples.contentOf(key, 2) + 52, 36);
        Path zkey = write(key);
        assertThrows(Iden3FormatException.class, () -> PROVER.prove(zkey, WTNS, SILENT));
    }

    /** Its ceremony is not read. */
    @Test
    void hasNoCeremony() throws IOException {
        Zkey zkey = Zkey.parse(MappedFile.map(ZKEY));
        assertThrows(Iden3FormatException.class, zkey::ceremony);
    }

    private Path withOutsider(int section, int offset, int order, PointGroup group) throws IOException {
        byte[] key = Samples.bytes(ZKEY);
        byte[] outsider = PointFormat.of(group).encode(Outsider.ofOrder(order, group));
        System.arraycopy(outsider, 0, key, Samples.contentOf(key, section) + offset, outsider.length);
        return write(key);
    }

    private Path write(byte[] key) throws IOException {
        return Files.write(folder.resolve("changed.zkey"), key);
    }

    private static void assertFailure(Code code, Path zkey, Path wtns) {
        ProvingException e = assertThrows(ProvingException.class, () -> PROVER.prove(zkey, wtns, SILENT));
        assertEquals(code, e.code(), e.detail());
    }

    private static void assertVerified(Proven proven) {
        Verdict.Verified<VerifiedKey> key = assertInstanceOf(
                Verdict.Verified.class, VerifiedKey.load(Samples.bytes(Samples.bls12381("verification_key.json"))));
        assertInstanceOf(
                Verdict.Verified.class, Groth16Verifier.verify(key.value(), proven.proofJson(), proven.publicJson()));
    }
}
