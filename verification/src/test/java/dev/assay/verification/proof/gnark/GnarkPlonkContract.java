package dev.assay.verification.proof.gnark;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.pairing.Field;
import dev.assay.verification.proof.gnark.GnarkWriter.Form;
import dev.assay.verification.proof.gnark.ZkVectors.Vector;
import dev.assay.verification.proof.kzg.Domain;
import dev.assay.verification.proof.kzg.Scalar;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key and a proof that gnark wrote, on either curve, and each way to tamper with them. */
abstract class GnarkPlonkContract {

    /** As the index of the vectors calls it. */
    abstract String curveName();

    abstract Curve curve();

    /** A square root for each point makes each of them dear. */
    abstract int mutations();

    byte[] keyFile;
    byte[] proofFile;
    private byte[] witness;
    private GnarkPlonkKey key;
    GnarkPlonkProof proof;

    @BeforeEach
    void load() throws IOException {
        Vector vector = ZkVectors.all("gnark", "plonk").stream()
                .filter(candidate -> candidate.text("curve").equals(curveName()))
                .findFirst()
                .orElseThrow();
        keyFile = vector.file("vk");
        proofFile = vector.file("proof");
        witness = vector.file("public");
        key = value(GnarkPlonkKey.parse(curve(), keyFile));
        proof = value(GnarkPlonkProof.parse(curve(), proofFile));
    }

    @Test
    void acceptsProofMadeByGnark() {
        VerifiedGnarkPlonkKey loaded = value(VerifiedGnarkPlonkKey.load(curve(), keyFile));
        VerifiedGnarkPlonkProof verified = value(GnarkPlonkVerifier.verify(loaded, proofFile, witness));
        assertEquals(List.of(BigInteger.valueOf(0x23)), verified.publicInputs());
        assertEquals(Digest.sha256(keyFile), verified.key().digest());
        assertEquals(8, key.size());
    }

    @Test
    void acceptsTheSameInEachEncoding() {
        for (Form form : Form.values()) {
            byte[] otherKey = GnarkWriter.plonkKey(key, form);
            byte[] otherProof = GnarkWriter.plonkProof(curve(), proof, form);
            assertEquals(key, value(GnarkPlonkKey.parse(curve(), otherKey)));
            assertEquals(proof, value(GnarkPlonkProof.parse(curve(), otherProof)));
            value(GnarkPlonkVerifier.verify(value(VerifiedGnarkPlonkKey.load(curve(), otherKey)), otherProof, witness));
        }
        assertArrayEquals(proofFile, GnarkWriter.plonkProof(curve(), proof, Form.COMPRESSED));
    }

    @Test
    void acceptsVersionedKeys() {
        byte[] versioned = new byte[keyFile.length + 16];
        versioned[15] = 1;
        System.arraycopy(keyFile, 0, versioned, 16, keyFile.length);
        assertEquals(key, value(GnarkPlonkKey.parse(curve(), versioned)));
        versioned[15] = 2;
        assertReason(Reason.MALFORMED, GnarkPlonkKey.parse(curve(), versioned));
    }

    @Test
    void rejectsOtherInputs() {
        witness[witness.length - 1]++;
        assertReason(Reason.PROOF_INVALID, verify(proofFile));
        byte[] two = Arrays.copyOf(witness, witness.length + 32);
        two[3] = 2;
        two[11] = 2;
        assertReason(
                Reason.INPUT_COUNT_MISMATCH,
                GnarkPlonkVerifier.verify(value(VerifiedGnarkPlonkKey.load(curve(), keyFile)), proofFile, two));
    }

    /** Every number and every point is bound by something. */
    @Test
    void rejectsOtherValuesAndPoints() {
        byte[] raw = GnarkWriter.plonkProof(curve(), proof, Form.RAW);
        int point = 2 * fieldBytes();
        int values = 8 * point + 4;
        for (int at = values + 31; at < values + 6 * 32; at += 32) {
            assertReason(Reason.PROOF_INVALID, verify(flipped(raw, at)));
        }
        assertReason(Reason.PROOF_INVALID, verify(flipped(raw, values + 6 * 32 + point + 31)));
        for (int at = 0; at < 8 * point; at += point) {
            assertReason(Reason.POINT_NOT_ON_CURVE, verify(flipped(raw, at + point - 1)));
            byte[] infinite = raw.clone();
            Arrays.fill(infinite, at, at + point, (byte) 0);
            if (curve() == Curve.BLS12_381) {
                // Here a flag says infinity, and zeros without it would be its second encoding.
                assertReason(Reason.POINT_FLAGS_INVALID, verify(infinite));
                infinite[at] = 0x40;
            }
            assertReason(Reason.PROOF_INVALID, verify(infinite));
        }
    }

    final int fieldBytes() {
        return 8 * curve().fq().limbs();
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }

    @Test
    void rejectsOtherShapes() {
        for (int size : new int[] {0, 31, 32, 256, proofFile.length - 1, proofFile.length + 1}) {
            assertReason(Reason.MALFORMED, verify(Arrays.copyOf(proofFile, size)));
        }
        assertReason(Reason.TOO_LARGE, verify(new byte[GnarkPlonkProof.MAX_SIZE_BYTES + 1]));
        byte[] scalar = proofFile.clone();
        int values = 8 * fieldBytes() + 4;
        Arrays.fill(scalar, values, values + 32, (byte) 0xff);
        assertReason(Reason.SCALAR_NOT_CANONICAL, verify(scalar));
        GnarkPlonkProof committing = new GnarkPlonkProof(
                proof.wires(),
                proof.z(),
                proof.quotient(),
                proof.linearised(),
                List.of(one(), one(), one(), one(), one(), one()),
                proof.opening(),
                proof.shiftedValue(),
                proof.shiftedOpening(),
                List.of(proof.z()));
        assertReason(
                Reason.COMMITMENT_COUNT_MISMATCH, verify(GnarkWriter.plonkProof(curve(), committing, Form.COMPRESSED)));
    }

    private Scalar one() {
        return Scalar.one(curve());
    }

    private static AffinePoint infinity(Field field) {
        return new AffinePoint(field.element(), field.element());
    }

    final Verdict<VerifiedGnarkPlonkProof> verify(byte[] otherProof) {
        return GnarkPlonkVerifier.verify(value(VerifiedGnarkPlonkKey.load(curve(), keyFile)), otherProof, witness);
    }

    @Test
    void refusesKeysOfOtherDomains() {
        assertReason(Reason.KEY_DOMAIN_SIZE, load(16, key.sizeInverse(), key.generator(), key.cosetShift()));
        assertReason(Reason.KEY_DOMAIN_SIZE, load(7, key.sizeInverse(), key.generator(), key.cosetShift()));
        assertReason(Reason.KEY_DOMAIN_SIZE, load(1, one(), one(), key.cosetShift()));
        assertReason(Reason.KEY_DOMAIN_SIZE, load(1L << 40, key.sizeInverse(), key.generator(), key.cosetShift()));
        assertReason(Reason.KEY_ROOT_OF_UNITY, load(8, key.sizeInverse(), one(), key.cosetShift()));
        assertReason(
                Reason.KEY_ROOT_OF_UNITY,
                load(8, key.sizeInverse(), key.generator().square(), key.cosetShift()));
        for (Scalar shift : List.of(Scalar.zero(curve()), one(), key.generator(), new Domain(curve(), 4).root())) {
            assertReason(Reason.KEY_COSETS_OVERLAP, load(8, key.sizeInverse(), key.generator(), shift));
        }
    }

    private Verdict<VerifiedGnarkPlonkKey> load(long size, Scalar sizeInverse, Scalar generator, Scalar shift) {
        return load(new GnarkPlonkKey(
                curve(),
                size,
                sizeInverse,
                generator,
                key.publicInputs(),
                shift,
                key.permutation(),
                key.selectors(),
                key.committed(),
                key.one(),
                key.oneInG2(),
                key.tauInG2(),
                key.commitmentRows()));
    }

    private Verdict<VerifiedGnarkPlonkKey> load(GnarkPlonkKey other) {
        return VerifiedGnarkPlonkKey.load(curve(), GnarkWriter.plonkKey(other, Form.COMPRESSED));
    }

    @Test
    void refusesSetupsWhoseSecretIsKnown() {
        assertReason(Reason.KEY_TAU_KNOWN, load(withSetup(key.one(), key.oneInG2())));
        assertReason(
                Reason.KEY_TAU_KNOWN,
                load(withSetup(key.one(), curve().arithmetic().g2().negate(key.oneInG2()))));
        assertReason(
                Reason.POINT_AT_INFINITY,
                load(withSetup(key.one(), infinity(curve().arithmetic().g2().field()))));
        assertReason(Reason.POINT_AT_INFINITY, load(withSetup(infinity(curve().fq()), key.tauInG2())));
    }

    private GnarkPlonkKey withSetup(AffinePoint one, AffinePoint tau) {
        return with(one, tau, key.committed(), key.commitmentRows());
    }

    private GnarkPlonkKey with(AffinePoint one, AffinePoint tau, List<AffinePoint> committed, List<Long> rows) {
        return new GnarkPlonkKey(
                curve(),
                key.size(),
                key.sizeInverse(),
                key.generator(),
                key.publicInputs(),
                key.cosetShift(),
                key.permutation(),
                key.selectors(),
                committed,
                one,
                key.oneInG2(),
                tau,
                rows);
    }

    @Test
    void refusesCommitmentsWithoutARowOfTheirOwn() {
        List<AffinePoint> two = List.of(key.one(), key.one());
        for (List<Long> rows : List.of(List.<Long>of(), List.of(1L), List.of(1L, 1L), List.of(1L, 7L))) {
            assertReason(Reason.KEY_COMMITMENT_INVALID, load(with(key.one(), key.tauInG2(), two, rows)));
        }
        value(load(with(key.one(), key.tauInG2(), two, List.of(1L, 6L))));
    }

    @Test
    void damagedProofsAreRejected() {
        VerifiedGnarkPlonkKey loaded = value(VerifiedGnarkPlonkKey.load(curve(), keyFile));
        Random random = new Random(101);
        int checked = 0;
        for (int i = 0; i < mutations(); i++) {
            byte[] damaged = Damage.damaged(proofFile, random);
            Verdict<GnarkPlonkProof> parsed = GnarkPlonkProof.parse(curve(), damaged);
            if (parsed instanceof Verdict.Verified<GnarkPlonkProof> read) {
                assertArrayEquals(GnarkWriter.plonkProof(curve(), read.value(), Form.COMPRESSED), damaged);
                if (checked++ < 60) {
                    assertEquals(
                            Arrays.equals(proofFile, damaged),
                            GnarkPlonkVerifier.verify(loaded, damaged, witness) instanceof Verdict.Verified);
                }
            }
        }
        assertTrue(checked > 60);
    }

    @Test
    void proofsAreRejectedUnderDamagedKeys() {
        Random random = new Random(102);
        byte[] withoutLines = Arrays.copyOf(keyFile, keyFile.length - 4 - GnarkPlonkKey.linesBytes(curve()));
        int checked = 0;
        for (int i = 0; i < mutations(); i++) {
            byte[] head = Damage.damaged(withoutLines, random);
            byte[] damaged = Arrays.copyOf(head, head.length + keyFile.length - withoutLines.length);
            Verdict<GnarkPlonkKey> parsed = GnarkPlonkKey.parse(curve(), damaged);
            if (parsed instanceof Verdict.Verified<GnarkPlonkKey> read
                    && !read.value().equals(key)
                    && checked++ < 60
                    && VerifiedGnarkPlonkKey.load(curve(), damaged)
                            instanceof Verdict.Verified<VerifiedGnarkPlonkKey> other) {
                assertTrue(
                        GnarkPlonkVerifier.verify(other.value(), proofFile, witness) instanceof Verdict.Rejected,
                        () -> read.value().toString());
            }
        }
        assertTrue(checked > 60);
    }

    /**
     * What a challenge must follow from changes it ("Frozen Heart"): the key's commitments, the inputs, and each message
     * before it. There is no challenge after the openings: each has an equation of its own.
     */
    @Test
    void everythingSaidBeforeAChallengeChangesIt() {
        VerifiedGnarkPlonkKey loaded = value(VerifiedGnarkPlonkKey.load(curve(), keyFile));
        List<Scalar> inputs = GnarkWitness.read(curve(), witness);
        PlonkEquation.Challenges drawn = PlonkEquation.at(loaded, proof, inputs).at();
        assertNotEquals(
                drawn.gamma(),
                PlonkEquation.at(loaded, proof, List.of(one())).at().gamma());
        for (int i = 0; i < 3; i++) {
            List<AffinePoint> wires = new ArrayList<>(proof.wires());
            wires.set(i, curve().firstGenerator());
            assertNotEquals(
                    drawn.gamma(),
                    drawnFrom(loaded, inputs, wires, proof.z(), proof.quotient())
                            .gamma());
            List<AffinePoint> quotient = new ArrayList<>(proof.quotient());
            quotient.set(i, curve().firstGenerator());
            assertNotEquals(
                    drawn.zeta(),
                    drawnFrom(loaded, inputs, proof.wires(), proof.z(), quotient)
                            .zeta());
        }
        AffinePoint generator = curve().firstGenerator();
        assertNotEquals(
                drawn.alpha(),
                drawnFrom(loaded, inputs, proof.wires(), generator, proof.quotient())
                        .alpha());
        GnarkPlonkKey other = with(key.one(), key.tauInG2(), List.of(generator), List.of(1L));
        VerifiedGnarkPlonkKey otherKey = value(load(other));
        assertNotEquals(
                drawn.gamma(), PlonkEquation.at(otherKey, proof, inputs).at().gamma());
    }

    private PlonkEquation.Challenges drawnFrom(
            VerifiedGnarkPlonkKey loaded,
            List<Scalar> inputs,
            List<AffinePoint> wires,
            AffinePoint z,
            List<AffinePoint> quotient) {
        GnarkPlonkProof changed = new GnarkPlonkProof(
                wires,
                z,
                quotient,
                proof.linearised(),
                proof.values(),
                proof.opening(),
                proof.shiftedValue(),
                proof.shiftedOpening(),
                proof.commitments());
        return PlonkEquation.at(loaded, changed, inputs).at();
    }
}
