package dev.assay.verification.proof.gnark;

import static dev.assay.verification.proof.gnark.ZkVectors.assertReason;
import static dev.assay.verification.proof.gnark.ZkVectors.value;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.assay.verification.Reason;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fq;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.proof.Groth16Proof;
import dev.assay.verification.proof.PublicInputs;
import dev.assay.verification.proof.gnark.GnarkWriter.Form;
import dev.assay.verification.proof.gnark.Trapdoor.Opening;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Proofs made with a trapdoor, with and without commitments, and each way to tamper with them. */
class GnarkVerifierTest {

    private static final HashToField HASH = HashToField.RFC_9380;

    private final Random random = new Random(71);
    private final PublicInputs inputs = new PublicInputs(List.of(Fr.of(3), Fr.of(5), Fr.of(7)));

    /** The second commitment binds the first one's hash. */
    private final Trapdoor trapdoor = Trapdoor.create(3, List.of(List.of(1, 3), List.of(2, 4)), random);

    private final VerifiedGnarkKey key = load(trapdoor);
    private final Opening opening = trapdoor.open(inputs, HASH, random);
    private final GnarkProof proof = opening.proof();

    private final Trapdoor plain = Trapdoor.create(3, List.of(), random);
    private final VerifiedGnarkKey plainKey = load(plain);
    private final GnarkProof plainProof = plainProof();

    private static VerifiedGnarkKey load(Trapdoor trapdoor) {
        return value(VerifiedGnarkKey.load(GnarkWriter.key(trapdoor.key(), Form.COMPRESSED)));
    }

    private GnarkProof plainProof() {
        GnarkProof made = plain.open(inputs, HASH, random).proof();
        return new GnarkProof(made.points(), List.of(), G1.Affine.INFINITY);
    }

    @Test
    void writtenProofsComeBackAsTheyWere() {
        for (Form form : Form.values()) {
            assertEquals(proof, value(GnarkProof.parse(GnarkWriter.proof(proof, form))));
            assertEquals(plainProof, value(GnarkProof.parse(GnarkWriter.proof(plainProof, form))));
            assertEquals(trapdoor.key(), value(GnarkKey.parse(GnarkWriter.key(trapdoor.key(), form))));
        }
        assertEquals(proof, GnarkProof.readSolidity(GnarkWriter.solidity(proof)));
        assertEquals(plainProof, GnarkProof.readSolidity(GnarkWriter.solidity(plainProof)));
        assertEquals(inputs, value(GnarkWitness.parse(GnarkWriter.witness(inputs))));
    }

    @Test
    void acceptsProofsInEachEncoding() {
        for (Form form : Form.values()) {
            value(GnarkVerifier.verify(key, GnarkWriter.proof(proof, form), GnarkWriter.witness(inputs), HASH));
            value(GnarkVerifier.verify(
                    plainKey, GnarkWriter.proof(plainProof, form), GnarkWriter.witness(inputs), HASH));
        }
        value(GnarkVerifier.verifySolidity(key, GnarkWriter.solidity(proof), GnarkWriter.words(inputs), HASH));
        VerifiedGnarkProof verified = value(GnarkVerifier.verifySolidity(
                plainKey, GnarkWriter.solidity(plainProof), GnarkWriter.words(inputs), HASH));
        assertEquals(inputs.toBigIntegers(), verified.publicInputs());
        assertEquals(plainKey, verified.key());
    }

    @Test
    void acceptsOneCommitmentAndEachHash() {
        Trapdoor one = Trapdoor.create(3, List.of(List.of()), random);
        for (HashToField hash : HashToField.values()) {
            GnarkProof made = one.open(inputs, hash, random).proof();
            byte[] bytes = GnarkWriter.proof(made, Form.RAW);
            for (HashToField other : HashToField.values()) {
                var verdict = GnarkVerifier.verify(load(one), bytes, GnarkWriter.witness(inputs), other);
                if (other == hash) {
                    value(verdict);
                } else {
                    assertReason(Reason.PROOF_INVALID, verdict);
                }
            }
        }
    }

    @Test
    void rejectsOtherInputs() {
        for (int i = 0; i < 3; i++) {
            List<Fr> changed = new ArrayList<>(inputs.values());
            changed.set(i, Fr.of(9));
            PublicInputs other = new PublicInputs(changed);
            assertReason(Reason.PROOF_INVALID, verify(plainKey, plainProof, other));
            // With two commitments the folding challenge depends on the inputs that they bind.
            assertReason(Reason.COMMITMENT_INVALID, verify(key, proof, other));
        }
        for (PublicInputs other : List.of(
                new PublicInputs(List.of()),
                new PublicInputs(List.of(Fr.of(3), Fr.of(5))),
                new PublicInputs(List.of(Fr.of(3), Fr.of(5), Fr.of(7), Fr.ZERO)))) {
            assertReason(Reason.INPUT_COUNT_MISMATCH, verify(key, proof, other));
            assertReason(Reason.INPUT_COUNT_MISMATCH, verify(plainKey, plainProof, other));
        }
    }

    @Test
    void rejectsOtherPoints() {
        Groth16Proof points = proof.points();
        for (Groth16Proof other : List.of(
                new Groth16Proof(points.a().negate(), points.b(), points.c()),
                new Groth16Proof(points.a(), points.b(), points.c().negate()),
                new Groth16Proof(points.c(), points.b(), points.a()))) {
            assertReason(
                    Reason.PROOF_INVALID,
                    verify(key, new GnarkProof(other, proof.commitments(), proof.knowledge()), inputs));
        }
    }

    /** A verifier that ignored them would accept: they are in no other equation with C chosen to fit. */
    @Test
    void rejectsCommitmentsWithoutKnowledge() {
        G1.Affine other = Trapdoor.g1(Fr.of(42));
        assertReason(
                Reason.COMMITMENT_INVALID,
                verify(key, new GnarkProof(proof.points(), proof.commitments(), other), inputs));
        assertReason(
                Reason.COMMITMENT_INVALID,
                verify(
                        key,
                        new GnarkProof(
                                proof.points(),
                                proof.commitments(),
                                proof.knowledge().negate()),
                        inputs));
        assertReason(
                Reason.COMMITMENT_INVALID,
                verify(key, new GnarkProof(proof.points(), proof.commitments().reversed(), proof.knowledge()), inputs));
        Opening unfolded = new Opening(
                opening.a(),
                opening.b(),
                opening.c(),
                opening.commitments(),
                trapdoor.sigmas()
                        .get(0)
                        .multiply(opening.commitments().get(0))
                        .add(trapdoor.sigmas()
                                .get(1)
                                .multiply(opening.commitments().get(1))));
        assertReason(Reason.COMMITMENT_INVALID, verify(key, unfolded.proof(), inputs));
    }

    @Test
    void rejectsOtherCountsOfCommitments() {
        List<G1.Affine> one = proof.commitments().subList(0, 1);
        List<G1.Affine> three = new ArrayList<>(proof.commitments());
        three.add(Trapdoor.g1(Fr.ONE));
        for (List<G1.Affine> other : List.of(List.<G1.Affine>of(), one, three)) {
            assertReason(
                    Reason.COMMITMENT_COUNT_MISMATCH,
                    verify(key, new GnarkProof(proof.points(), other, proof.knowledge()), inputs));
        }
        assertReason(
                Reason.COMMITMENT_COUNT_MISMATCH,
                verify(plainKey, new GnarkProof(plainProof.points(), one, proof.knowledge()), inputs));
    }

    /** To a verifier that knows no commitments, their hashes would be inputs that the prover may choose. */
    @Test
    void keysWithCommitmentsAreNotHandedToOtherVerifiers() {
        assertEquals(Optional.empty(), key.withoutCommitments());
        assertEquals(3, plainKey.withoutCommitments().orElseThrow().publicInputs());
    }

    @Test
    void rejectsKnowledgeOfNothing() {
        GnarkProof other = new GnarkProof(plainProof.points(), List.of(), Trapdoor.g1(Fr.ONE));
        assertReason(Reason.COMMITMENT_INVALID, verify(plainKey, other, inputs));
    }

    @Test
    void rejectsInfinityAndPointsOffTheCurve() {
        G1.Affine off = new G1.Affine(Fq.ONE, Fq.ONE);
        for (G1.Affine bad : List.of(off, G1.Affine.INFINITY)) {
            Reason reason = bad.isInfinity() ? Reason.POINT_AT_INFINITY : Reason.POINT_NOT_ON_CURVE;
            Groth16Proof points =
                    new Groth16Proof(proof.points().a(), proof.points().b(), bad);
            assertReason(reason, verify(key, new GnarkProof(points, proof.commitments(), proof.knowledge()), inputs));
            assertReason(reason, verify(plainKey, new GnarkProof(points, List.of(), G1.Affine.INFINITY), inputs));
            assertReason(reason, verify(key, new GnarkProof(proof.points(), proof.commitments(), bad), inputs));
            List<G1.Affine> commitments = List.of(proof.commitments().get(0), bad);
            assertReason(reason, verify(key, new GnarkProof(proof.points(), commitments, proof.knowledge()), inputs));
        }
    }

    @Test
    void rejectsPointsInOtherEncodings() {
        byte[] compressed = GnarkWriter.proof(plainProof, Form.COMPRESSED);
        byte[] raw = GnarkWriter.proof(plainProof, Form.RAW);
        assertReason(Reason.POINT_ENCODING, GnarkProof.parse(concat(Arrays.copyOf(compressed, 32), raw, 64)));
        assertReason(Reason.POINT_ENCODING, GnarkProof.parse(concat(Arrays.copyOf(raw, 64), compressed, 32)));
        byte[] infinity = compressed.clone();
        infinity[0] = 0x40;
        assertReason(Reason.POINT_ENCODING, GnarkProof.parse(infinity));
        Arrays.fill(infinity, 0, 32, (byte) 0xff);
        assertReason(Reason.COORDINATE_NOT_CANONICAL, GnarkProof.parse(infinity));
        byte[] alias = raw.clone();
        BigInteger x = plainProof.points().a().x().toBigInteger().add(Fq.MODULUS);
        System.arraycopy(GnarkWriter.word(x), 0, alias, 0, 32);
        assertReason(
                Reason.COORDINATE_NOT_CANONICAL,
                GnarkVerifier.verifySolidity(plainKey, Arrays.copyOf(alias, 256), GnarkWriter.words(inputs), HASH));
    }

    private static byte[] concat(byte[] head, byte[] tail, int from) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length - from);
        System.arraycopy(tail, from, all, head.length, tail.length - from);
        return all;
    }

    @Test
    void rejectsWitnessesOfOtherShapes() {
        byte[] witness = GnarkWriter.witness(inputs);
        assertReason(Reason.MALFORMED, GnarkWitness.parse(Arrays.copyOf(witness, witness.length + 1)));
        assertReason(Reason.MALFORMED, GnarkWitness.parse(Arrays.copyOf(witness, witness.length - 1)));
        assertReason(Reason.MALFORMED, GnarkWitness.parse(new byte[0]));
        assertReason(Reason.MALFORMED, GnarkWitness.parse(with(witness, 3, 2)));
        assertReason(Reason.MALFORMED, GnarkWitness.parse(with(witness, 7, 1)));
        assertReason(Reason.MALFORMED, GnarkWitness.parse(with(witness, 11, 4)));
        assertReason(Reason.TOO_LARGE, GnarkWitness.parse(with(witness, 8, 0x7f)));
        assertReason(Reason.TOO_LARGE, GnarkWitness.parse(new byte[GnarkWitness.MAX_SIZE_BYTES + 1]));
        byte[] alias = witness.clone();
        System.arraycopy(GnarkWriter.word(Fr.MODULUS.add(BigInteger.TWO)), 0, alias, 12, 32);
        assertReason(Reason.INPUT_NOT_CANONICAL, GnarkWitness.parse(alias));
        System.arraycopy(alias, 12, witness, 12, 32);
        byte[] words = Arrays.copyOfRange(alias, 12, alias.length);
        assertReason(
                Reason.INPUT_NOT_CANONICAL,
                GnarkVerifier.verifySolidity(plainKey, GnarkWriter.solidity(plainProof), words, HASH));
        assertReason(
                Reason.INPUT_COUNT_MISMATCH,
                GnarkVerifier.verifySolidity(
                        plainKey, GnarkWriter.solidity(plainProof), Arrays.copyOf(words, 64), HASH));
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    @Test
    void rejectsProofsOfOtherLengths() {
        for (Form form : Form.values()) {
            byte[] bytes = GnarkWriter.proof(proof, form);
            for (int size : new int[] {0, 1, 31, 32, 64, bytes.length - 1, bytes.length + 1}) {
                assertReason(Reason.MALFORMED, GnarkProof.parse(Arrays.copyOf(bytes, size)));
            }
        }
        assertReason(Reason.TOO_LARGE, GnarkProof.parse(new byte[GnarkProof.MAX_SIZE_BYTES + 1]));
        byte[] words = GnarkWriter.solidity(proof);
        for (int size : new int[] {0, 255, 257, words.length - 1, words.length + 1}) {
            assertReason(
                    Reason.MALFORMED,
                    GnarkVerifier.verifySolidity(key, Arrays.copyOf(words, size), GnarkWriter.words(inputs), HASH));
        }
        assertReason(
                Reason.TOO_LARGE,
                GnarkVerifier.verifySolidity(key, new byte[1 << 20], GnarkWriter.words(inputs), HASH));
    }

    private static Verdict<VerifiedGnarkProof> verify(VerifiedGnarkKey key, GnarkProof proof, PublicInputs inputs) {
        return GnarkVerifier.verify(key, GnarkWriter.proof(proof, Form.RAW), GnarkWriter.witness(inputs), HASH);
    }
}
