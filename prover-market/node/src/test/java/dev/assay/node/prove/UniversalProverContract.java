package dev.assay.node.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.node.iden3.Iden3FormatException;
import dev.assay.node.iden3.PointFormat;
import dev.assay.node.iden3.PointGroup;
import dev.assay.node.iden3.Samples;
import dev.assay.node.prove.ProvingException.Code;
import dev.assay.node.witness.WitnessLimits;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the provers of PLONK and FFLONK have in common, over the committed keys. */
abstract class UniversalProverContract {

    private static final Path WTNS = Samples.universal("polynomial.wtns");
    private static final Phase.Listener SILENT = phase -> {};
    private static final int G1_BYTES = 64;
    private static final int G2_BYTES = 128;
    private static final int MUTATIONS = 60;

    @TempDir
    private Path folder;

    private final Prover prover = new Prover(new JavaBackend(), WitnessLimits.ofThisMachine());
    private byte[] key = {};

    /** Of the committed files. */
    abstract String system();

    /** The section of the powers of tau. */
    abstract int powersSection();

    /** Where X_2 is in section 2. */
    abstract int tauOffset();

    /** The key of this system that snarkjs' own tests have. */
    abstract String vector();

    abstract Verdict<?> verify(byte[] verificationKey, Proven proven);

    @BeforeEach
    void readKey() {
        key = Samples.bytes(Samples.universal(system() + ".zkey"));
    }

    private Path zkey() {
        return Samples.universal(system() + ".zkey");
    }

    @Test
    void provesWhatTheCommittedKeyVerifies() throws Exception {
        assertVerified(prover.prove(zkey(), WTNS, SILENT));
    }

    @Test
    void provesOnEachLevelOfTheNativeEngine() throws Exception {
        for (CpuLevel level : NativeLevels.levels()) {
            Prover on = new Prover(NativeLevels.backend(level), WitnessLimits.ofThisMachine());
            assertVerified(on.prove(zkey(), WTNS, SILENT));
        }
    }

    @Test
    void provesWithKeyOfSnarkjsOwnTests() throws Exception {
        Path zkey = Samples.vector(vector() + "/circuit.zkey");
        prover.prove(zkey, Samples.vector(vector() + "/witness.wtns"), SILENT);
    }

    @Test
    void neverMakesTheSameProofTwice() throws Exception {
        byte[] first = prover.prove(zkey(), WTNS, SILENT).proofJson();
        assertFalse(Arrays.equals(first, prover.prove(zkey(), WTNS, SILENT).proofJson()));
    }

    /** The last wires are private: the public inputs stay as they are. */
    @Test
    void keepsBackProofOfWrongWitness() throws IOException {
        for (int wire = 1; wire <= 3; wire++) {
            byte[] wrong = Samples.bytes(WTNS);
            wrong[wrong.length - 32 * wire] ^= 1;
            assertFailure(Code.WITNESS_UNSATISFIED, zkey(), write("wrong.wtns", wrong));
        }
    }

    @Test
    void refusesWitnessOfAnotherCircuit() {
        assertFailure(Code.WITNESS_OF_ANOTHER_CIRCUIT, zkey(), Samples.reserves("reserves.wtns"));
    }

    @Test
    void refusesPointsThatAreNotThePowersOfTau() throws IOException {
        int powers = Samples.contentOf(key, powersSection());
        System.arraycopy(key, powers + 5 * G1_BYTES, key, powers + 9 * G1_BYTES, G1_BYTES);
        assertFailure(Code.KEY_REJECTED, write("swapped.zkey", key), WTNS);
    }

    @Test
    void refusesPowersOfAnotherTau() throws IOException {
        byte[] another = PointFormat.G2_POINT.encode(
                G2.GENERATOR.twice().twice().add(G2.GENERATOR).toAffine());
        System.arraycopy(another, 0, key, Samples.contentOf(key, 2) + tauOffset(), G2_BYTES);
        assertFailure(Code.KEY_REJECTED, write("other.zkey", key), WTNS);
    }

    @Test
    void refusesPowersThatDoNotBeginWithTheGenerator() throws IOException {
        int powers = Samples.contentOf(key, powersSection());
        byte[] twice = PointFormat.G1_POINT.encode(G1.GENERATOR.twice().toAffine());
        System.arraycopy(twice, 0, key, powers, G1_BYTES);
        assertFailure(Code.KEY_REJECTED, write("scaled.zkey", key), WTNS);
    }

    /** Whoever knows tau proves anything. */
    @Test
    void refusesTauThatEverybodyKnows() throws IOException {
        byte[] generator = PointFormat.G2_POINT.encode(G2.GENERATOR.toAffine());
        System.arraycopy(generator, 0, key, Samples.contentOf(key, 2) + tauOffset(), G2_BYTES);
        assertFailure(Code.KEY_REJECTED, write("known.zkey", key), WTNS);
    }

    @Test
    void refusesTauAtInfinityAndOutsideOfTheGroup() throws IOException {
        int tau = Samples.contentOf(key, 2) + tauOffset();
        System.arraycopy(
                PointFormat.of(PointGroup.BN254_G2).encode(Outsider.of(PointGroup.BN254_G2)), 0, key, tau, G2_BYTES);
        assertFailure(Code.KEY_REJECTED, write("outsider.zkey", key), WTNS);
        Arrays.fill(key, tau, tau + G2_BYTES, (byte) 0);
        assertFailure(Code.KEY_REJECTED, write("infinity.zkey", key), WTNS);
    }

    /** A selector of another circuit: what is committed to is not what is proved with. */
    @Test
    void keepsBackProofOfInconsistentKey() throws IOException {
        key[Samples.contentOf(key, 8)] ^= 1;
        assertFailure(Code.WITNESS_UNSATISFIED, write("inconsistent.zkey", key), WTNS);
    }

    @Test
    void damagedKeysEndInAnErrorOrInAProofThatVerifies() throws Exception {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261123);
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = key.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            proven(write("damaged" + i + ".zkey", damaged)).ifPresent(this::assertVerified);
        }
    }

    private Optional<Proven> proven(Path zkey) throws Exception {
        try {
            return Optional.of(prover.prove(zkey, WTNS, SILENT));
        } catch (Iden3FormatException | ProvingException e) {
            return Optional.empty();
        }
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private void assertFailure(Code code, Path zkey, Path wtns) {
        ProvingException e = assertThrows(ProvingException.class, () -> prover.prove(zkey, wtns, SILENT));
        assertEquals(code, e.code(), e.detail());
    }

    private void assertVerified(Proven proven) {
        byte[] verificationKey = Samples.bytes(Samples.universal(system() + ".json"));
        assertInstanceOf(Verdict.Verified.class, verify(verificationKey, proven));
    }
}
