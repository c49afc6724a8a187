package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A PLONK proof of gnark (Gabizon, Williamson, Ciobotaru, "PLONK", eprint 2019/953, with gnark's linearisation). Only its
 * shape is known: {@link GnarkPlonkVerifier} checks the rest.
 *
 * @param wires commitments to the left, right and output wires
 * @param z commitment to the grand product of the permutation
 * @param quotient commitments to the three parts of the quotient
 * @param linearised value at zeta of the linearised polynomial; contracts compute it, and their proofs leave it out
 * @param values at zeta of the left, right and output wires, S1, S2 and the Qcp
 * @param opening quotient that proves these values
 * @param shiftedValue value of z at zeta times the generator
 * @param shiftedOpening quotient that proves it
 * @param commitments BSB22
 */
public record GnarkPlonkProof(
        List<G1.Affine> wires,
        G1.Affine z,
        List<G1.Affine> quotient,
        Optional<Fr> linearised,
        List<Fr> values,
        G1.Affine opening,
        Fr shiftedValue,
        G1.Affine shiftedOpening,
        List<G1.Affine> commitments) {

    public static final int MAX_SIZE_BYTES = 4096;

    /** Three wires, S1 and S2. */
    static final int FIXED_VALUES = 5;

    public GnarkPlonkProof {
        wires = List.copyOf(wires);
        quotient = List.copyOf(quotient);
        values = List.copyOf(values);
        commitments = List.copyOf(commitments);
    }

    /** Reads what {@code Proof.WriteTo} or {@code WriteRawTo} of gnark 0.9 and later wrote. */
    public static Verdict<GnarkPlonkProof> parse(byte[] proof) {
        try {
            return new Verdict.Verified<>(read(proof));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the bytes are of that form */
    static GnarkPlonkProof read(byte[] proof) {
        GnarkReader in = new GnarkReader(proof, MAX_SIZE_BYTES);
        List<G1.Affine> wires = GnarkPlonkKey.points(in, "L", "R", "O");
        G1.Affine z = in.g1("Z");
        List<G1.Affine> quotient = GnarkPlonkKey.points(in, "H0", "H1", "H2");
        G1.Affine opening = in.g1("BatchedProof.H");
        List<Fr> values = in.list(
                1 + FIXED_VALUES + GnarkKey.MAX_COMMITMENTS,
                "ClaimedValues",
                what -> in.scalar(Reason.SCALAR_NOT_CANONICAL, what));
        G1.Affine shiftedOpening = in.g1("ZShiftedOpening.H");
        Fr shiftedValue = in.scalar(Reason.SCALAR_NOT_CANONICAL, "ZShiftedOpening.ClaimedValue");
        List<G1.Affine> commitments = in.list(GnarkKey.MAX_COMMITMENTS, "Bsb22Commitments", in::g1);
        in.end();
        if (values.size() != 1 + FIXED_VALUES + commitments.size()) {
            throw new Rejection(Reason.MALFORMED, values.size() + " values; " + commitments.size() + " commitments");
        }
        return new GnarkPlonkProof(
                wires,
                z,
                quotient,
                Optional.of(values.getFirst()),
                values.subList(1, values.size()),
                opening,
                shiftedValue,
                shiftedOpening,
                commitments);
    }

    /**
     * Reads what {@code Proof.MarshalSolidity} wrote, all that is left.
     *
     * @throws Rejection unless the bytes are of that form
     */
    public static GnarkPlonkProof readSolidity(Words in, int commitments) {
        List<G1.Affine> wires = List.of(in.g1("L"), in.g1("R"), in.g1("O"));
        List<G1.Affine> quotient = List.of(in.g1("H0"), in.g1("H1"), in.g1("H2"));
        List<Fr> values = scalars(in, FIXED_VALUES);
        G1.Affine z = in.g1("Z");
        Fr shiftedValue = in.scalar(Reason.SCALAR_NOT_CANONICAL, "z(w zeta)");
        G1.Affine opening = in.g1("opening at zeta");
        G1.Affine shiftedOpening = in.g1("opening at w zeta");
        values.addAll(scalars(in, commitments));
        List<G1.Affine> points = new ArrayList<>();
        for (int i = 0; i < commitments; i++) {
            points.add(in.g1("commitment " + i));
        }
        in.end();
        return new GnarkPlonkProof(
                wires, z, quotient, Optional.empty(), values, opening, shiftedValue, shiftedOpening, points);
    }

    private static List<Fr> scalars(Words in, int count) {
        List<Fr> scalars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scalars.add(in.scalar(Reason.SCALAR_NOT_CANONICAL, "a value"));
        }
        return scalars;
    }

    Fr left() {
        return values.get(0);
    }

    Fr right() {
        return values.get(1);
    }

    Fr output() {
        return values.get(2);
    }

    Fr s1() {
        return values.get(3);
    }

    Fr s2() {
        return values.get(4);
    }

    List<Fr> committedValues() {
        return values.subList(FIXED_VALUES, values.size());
    }

    List<G1.Affine> points() {
        List<G1.Affine> points = new ArrayList<>(wires);
        points.addAll(quotient);
        points.addAll(List.of(z, opening, shiftedOpening));
        points.addAll(commitments);
        return points;
    }
}
