package dev.assay.verification.proof.gnark;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.proof.gnark.GnarkWriter.Form;
import dev.assay.verification.proof.gnark.ZkVectors.Vector;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key and a proof that gnark wrote, and each way to tamper with them. */
class GnarkPlonkTest {

    private byte[] keyFile;
    private byte[] proofFile;
    private byte[] witness;
    private GnarkPlonkKey key;
    private GnarkPlonkProof proof;

    @BeforeEach
    void load() throws IOException {
        Vector vector = ZkVectors.all("gnark", "plonk").stream()
                .filter(candidate -> candidate.text("curve").equals("bn254"))
                .findFirst()
                .orElseThrow();
        keyFile = vector.file("vk");
        proofFile = vector.file("proof");
        witness = vector.file("public");
        key = value(GnarkPlonkKey.parse(keyFile));
        proof = value(GnarkPlonkProof.parse(proofFile));
    }

    @Test
    void acceptsProofMadeByGnark() {
        VerifiedGnarkPlonkKey loaded = value(VerifiedGnarkPlonkKey.load(keyFile));
        VerifiedGnarkPlonkProof verified = value(GnarkPlonkVerifier.verify(loaded, proofFile, witness));
        assertEquals(List.of(BigInteger.valueOf(0x23)), verified.publicInputs());
        assertEquals(Digest.sha256(keyFile), verified.key().digest());
        assertEquals(8, key.size());
    }

    @Test
    void acceptsTheSameInEachEncoding() {
        for (Form form : Form.values()) {
            byte[] otherKey = GnarkWriter.plonkKey(key, form);
            byte[] otherProof = GnarkWriter.plonkProof(proof, form);
            assertEquals(key, value(GnarkPlonkKey.parse(otherKey)));
            assertEquals(proof, value(GnarkPlonkProof.parse(otherProof)));
            value(GnarkPlonkVerifier.verify(value(VerifiedGnarkPlonkKey.load(otherKey)), otherProof, witness));
        }
        assertArrayEquals(proofFile, GnarkWriter.plonkProof(proof, Form.COMPRESSED));
    }

    @Test
    void acceptsVersionedKeys() {
        byte[] versioned = new byte[keyFile.length + 16];
        versioned[15] = 1;
        System.arraycopy(keyFile, 0, versioned, 16, keyFile.length);
        assertEquals(key, value(GnarkPlonkKey.parse(versioned)));
        versioned[15] = 2;
        assertReason(Reason.MALFORMED, GnarkPlonkKey.parse(versioned));
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
                GnarkPlonkVerifier.verify(value(VerifiedGnarkPlonkKey.load(keyFile)), proofFile, two));
    }

    /** Every number and every point is bound by something. */
    @Test
    void rejectsOtherValuesAndPoints() {
        byte[] raw = GnarkWriter.plonkProof(proof, Form.RAW);
        int values = 8 * 64 + 4;
        for (int at = values + 31; at < values + 6 * 32; at += 32) {
            assertReason(Reason.PROOF_INVALID, verify(flipped(raw, at)));
        }
        assertReason(Reason.PROOF_INVALID, verify(flipped(raw, values + 6 * 32 + 64 + 31)));
        for (int point = 0; point < 8; point++) {
            assertReason(Reason.POINT_NOT_ON_CURVE, verify(flipped(raw, 64 * point + 63)));
            byte[] infinite = raw.clone();
            Arrays.fill(infinite, 64 * point, 64 * point + 64, (byte) 0);
            assertReason(Reason.PROOF_INVALID, verify(infinite));
        }
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
        Arrays.fill(scalar, 260, 292, (byte) 0xff);
        assertReason(Reason.SCALAR_NOT_CANONICAL, verify(scalar));
        GnarkPlonkProof committing = new GnarkPlonkProof(
                proof.wires(),
                proof.z(),
                proof.quotient(),
                proof.linearised(),
                List.of(Fr.ONE, Fr.ONE, Fr.ONE, Fr.ONE, Fr.ONE, Fr.ONE),
                proof.opening(),
                proof.shiftedValue(),
                proof.shiftedOpening(),
                List.of(proof.z()));
        assertReason(Reason.COMMITMENT_COUNT_MISMATCH, verify(GnarkWriter.plonkProof(committing, Form.COMPRESSED)));
    }

    private Verdict<VerifiedGnarkPlonkProof> verify(byte[] otherProof) {
        return GnarkPlonkVerifier.verify(value(VerifiedGnarkPlonkKey.load(keyFile)), otherProof, witness);
    }

    @Test
    void refusesKeysOfOtherDomains() {
        assertReason(Reason.KEY_DOMAIN_SIZE, load(16, key.sizeInverse(), key.generator(), key.cosetShift()));
        assertReason(Reason.KEY_DOMAIN_SIZE, load(7, key.sizeInverse(), key.generator(), key.cosetShift()));
        assertReason(Reason.KEY_DOMAIN_SIZE, load(1, Fr.ONE, Fr.ONE, key.cosetShift()));
        assertReason(Reason.KEY_DOMAIN_SIZE, load(1L << 40, key.sizeInverse(), key.generator(), key.cosetShift()));
        assertReason(Reason.KEY_ROOT_OF_UNITY, load(8, key.sizeInverse(), Fr.ONE, key.cosetShift()));
        assertReason(
                Reason.KEY_ROOT_OF_UNITY,
                load(8, key.sizeInverse(), key.generator().square(), key.cosetShift()));
        for (Fr shift : List.of(Fr.ZERO, Fr.ONE, key.generator(), Fr.rootOfUnity(4))) {
            assertReason(Reason.KEY_COSETS_OVERLAP, load(8, key.sizeInverse(), key.generator(), shift));
        }
    }

    private Verdict<VerifiedGnarkPlonkKey> load(long size, Fr sizeInverse, Fr generator, Fr shift) {
        return load(new GnarkPlonkKey(
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

    private static Verdict<VerifiedGnarkPlonkKey> load(GnarkPlonkKey other) {
        return VerifiedGnarkPlonkKey.load(GnarkWriter.plonkKey(other, Form.COMPRESSED));
    }

    @Test
    void refusesSetupsWhoseSecretIsKnown() {
        assertReason(Reason.KEY_TAU_KNOWN, load(withSetup(key.one(), key.oneInG2())));
        assertReason(
                Reason.KEY_TAU_KNOWN, load(withSetup(key.one(), key.oneInG2().negate())));
        assertReason(Reason.POINT_AT_INFINITY, load(withSetup(key.one(), G2.Affine.INFINITY)));
        assertReason(Reason.POINT_AT_INFINITY, load(withSetup(G1.Affine.INFINITY, key.tauInG2())));
    }

    private GnarkPlonkKey withSetup(G1.Affine one, G2.Affine tau) {
        return with(one, tau, key.committed(), key.commitmentRows());
    }

    private GnarkPlonkKey with(G1.Affine one, G2.Affine tau, List<G1.Affine> committed, List<Long> rows) {
        return new GnarkPlonkKey(
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
        List<G1.Affine> two = List.of(key.one(), key.one());
        for (List<Long> rows : List.of(List.<Long>of(), List.of(1L), List.of(1L, 1L), List.of(1L, 7L))) {
            assertReason(Reason.KEY_COMMITMENT_INVALID, load(with(key.one(), key.tauInG2(), two, rows)));
        }
        value(load(with(key.one(), key.tauInG2(), two, List.of(1L, 6L))));
    }

    @Test
    void damagedProofsAreRejected() {
        VerifiedGnarkPlonkKey loaded = value(VerifiedGnarkPlonkKey.load(keyFile));
        Random random = new Random(101);
        int checked = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Damage.damaged(proofFile, random);
            Verdict<GnarkPlonkProof> parsed = GnarkPlonkProof.parse(damaged);
            if (parsed instanceof Verdict.Verified<GnarkPlonkProof> read) {
                assertArrayEquals(GnarkWriter.plonkProof(read.value(), Form.COMPRESSED), damaged);
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
        byte[] withoutLines = Arrays.copyOf(keyFile, 532);
        int checked = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] head = Damage.damaged(withoutLines, random);
            byte[] damaged = Arrays.copyOf(head, head.length + keyFile.length - withoutLines.length);
            Verdict<GnarkPlonkKey> parsed = GnarkPlonkKey.parse(damaged);
            if (parsed instanceof Verdict.Verified<GnarkPlonkKey> read
                    && !read.value().equals(key)
                    && checked++ < 60
                    && VerifiedGnarkPlonkKey.load(damaged) instanceof Verdict.Verified<VerifiedGnarkPlonkKey> other) {
                assertTrue(
                        GnarkPlonkVerifier.verify(other.value(), proofFile, witness) instanceof Verdict.Rejected,
                        () -> read.value().toString());
            }
        }
        assertTrue(checked > 60);
    }
}
