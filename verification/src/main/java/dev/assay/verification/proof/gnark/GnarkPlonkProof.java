package dev.assay.verification.proof.gnark;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.kzg.Scalar;
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
        List<AffinePoint> wires,
        AffinePoint z,
        List<AffinePoint> quotient,
        Optional<Scalar> linearised,
        List<Scalar> values,
        AffinePoint opening,
        Scalar shiftedValue,
        AffinePoint shiftedOpening,
        List<AffinePoint> commitments) {

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
    public static Verdict<GnarkPlonkProof> parse(Curve curve, byte[] proof) {
        try {
            return new Verdict.Verified<>(read(curve, proof));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @throws Rejection unless the bytes are of that form */
    static GnarkPlonkProof read(Curve curve, byte[] proof) {
        GnarkReader in = new GnarkReader(curve, proof, MAX_SIZE_BYTES);
        List<AffinePoint> wires = GnarkPlonkKey.points(in, "L", "R", "O");
        AffinePoint z = in.g1("Z");
        List<AffinePoint> quotient = GnarkPlonkKey.points(in, "H0", "H1", "H2");
        AffinePoint opening = in.g1("BatchedProof.H");
        List<Scalar> values = in.list(
                1 + FIXED_VALUES + GnarkKey.MAX_COMMITMENTS,
                "ClaimedValues",
                what -> in.scalar(Reason.SCALAR_NOT_CANONICAL, what));
        AffinePoint shiftedOpening = in.g1("ZShiftedOpening.H");
        Scalar shiftedValue = in.scalar(Reason.SCALAR_NOT_CANONICAL, "ZShiftedOpening.ClaimedValue");
        List<AffinePoint> commitments = in.list(GnarkKey.MAX_COMMITMENTS, "Bsb22Commitments", in::g1);
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
     * Reads what {@code Proof.MarshalSolidity} wrote, all that is left: on BN254, as only its contracts exist.
     *
     * @throws Rejection unless the bytes are of that form
     */
    public static GnarkPlonkProof readSolidity(Words in, int commitments) {
        List<AffinePoint> wires =
                List.of(in.g1("L").point(), in.g1("R").point(), in.g1("O").point());
        List<AffinePoint> quotient =
                List.of(in.g1("H0").point(), in.g1("H1").point(), in.g1("H2").point());
        List<Scalar> values = scalars(in, FIXED_VALUES);
        AffinePoint z = in.g1("Z").point();
        Scalar shiftedValue = scalar(in, "z(w zeta)");
        AffinePoint opening = in.g1("opening at zeta").point();
        AffinePoint shiftedOpening = in.g1("opening at w zeta").point();
        values.addAll(scalars(in, commitments));
        List<AffinePoint> points = new ArrayList<>();
        for (int i = 0; i < commitments; i++) {
            points.add(in.g1("commitment " + i).point());
        }
        in.end();
        return new GnarkPlonkProof(
                wires, z, quotient, Optional.empty(), values, opening, shiftedValue, shiftedOpening, points);
    }

    private static List<Scalar> scalars(Words in, int count) {
        List<Scalar> scalars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scalars.add(scalar(in, "a value"));
        }
        return scalars;
    }

    private static Scalar scalar(Words in, String what) {
        return Scalar.of(
                Curve.BN254, in.scalar(Reason.SCALAR_NOT_CANONICAL, what).toBigInteger());
    }

    Scalar left() {
        return values.get(0);
    }

    Scalar right() {
        return values.get(1);
    }

    Scalar output() {
        return values.get(2);
    }

    Scalar s1() {
        return values.get(3);
    }

    Scalar s2() {
        return values.get(4);
    }

    List<Scalar> committedValues() {
        return values.subList(FIXED_VALUES, values.size());
    }

    List<AffinePoint> points() {
        List<AffinePoint> points = new ArrayList<>(wires);
        points.addAll(quotient);
        points.addAll(List.of(z, opening, shiftedOpening));
        points.addAll(commitments);
        return points;
    }
}
