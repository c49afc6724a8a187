package dev.assay.node.iden3;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.lang.foreign.MemorySegment;

/**
 * A PLONK proving key ({@code .zkey} version 1, as snarkjs 0.7 writes it) for one circuit over BN254. Points are on their
 * curve, and no more is known: ask {@code PowersOfTau} and the verification key before using it.
 */
public final class PlonkZkey {

    /** The quotient's last part is the longest polynomial that is committed to. */
    private static final int POINTS_BEYOND_ROWS = 6;

    private final String name;
    private final Header header;
    private final Wiring wiring;
    private final GatePolynomials polynomials;
    private final Points<G1.Affine> powersOfTau;

    /**
     * Section 2: the commitments to the polynomials, and [x]_2 of the setup.
     *
     * @param k1 numbers the right wires; k2 the output wires
     */
    public record Header(
            CircuitSize size,
            Fr k1,
            Fr k2,
            G1.Affine qm,
            G1.Affine ql,
            G1.Affine qr,
            G1.Affine qo,
            G1.Affine qc,
            G1.Affine s1,
            G1.Affine s2,
            G1.Affine s3,
            G2.Affine tau) {}

    private PlonkZkey(SectionFile file) throws Iden3FormatException {
        name = file.name();
        header = readHeader(file.section(2, "PLONK header"));
        CircuitSize size = header.size();
        wiring = new Wiring(file, size.wires(), size.sums(), size.gates());
        polynomials = readPolynomials(file, size.rows());
        powersOfTau = Points.checked(
                file.section(14, "powers of tau"), size.rows() + POINTS_BEYOND_ROWS, PointFormat.G1_POINT);
    }

    public static PlonkZkey parse(MappedFile file) throws Iden3FormatException {
        return parse(file.name(), file.bytes());
    }

    public static PlonkZkey parse(String name, byte[] bytes) throws Iden3FormatException {
        return parse(name, MemorySegment.ofArray(bytes));
    }

    private static PlonkZkey parse(String name, MemorySegment bytes) throws Iden3FormatException {
        return new PlonkZkey(ZkeyProtocol.PLONK.open(name, bytes));
    }

    private static Header readHeader(Section section) throws Iden3FormatException {
        section.prime("base field prime", Prime.BN254_BASE);
        section.prime("scalar field prime", Prime.BN254_SCALAR);
        Header header = new Header(
                CircuitSize.read(section, 0),
                section.scalar("k1"),
                section.scalar("k2"),
                section.point("Qm", PointFormat.G1_POINT),
                section.point("Ql", PointFormat.G1_POINT),
                section.point("Qr", PointFormat.G1_POINT),
                section.point("Qo", PointFormat.G1_POINT),
                section.point("Qc", PointFormat.G1_POINT),
                section.point("S1", PointFormat.G1_POINT),
                section.point("S2", PointFormat.G1_POINT),
                section.point("S3", PointFormat.G1_POINT),
                section.point("X_2", PointFormat.G2_POINT));
        section.end();
        return header;
    }

    private static GatePolynomials readPolynomials(SectionFile file, int rows) throws Iden3FormatException {
        Section permutation = file.section(12, "permutation");
        GatePolynomials polynomials = new GatePolynomials(
                GatePolynomials.only(file.section(7, "Qm"), rows),
                GatePolynomials.only(file.section(8, "Ql"), rows),
                GatePolynomials.only(file.section(9, "Qr"), rows),
                GatePolynomials.only(file.section(10, "Qo"), rows),
                GatePolynomials.only(file.section(11, "Qc"), rows),
                GatePolynomials.next(permutation, rows),
                GatePolynomials.next(permutation, rows),
                GatePolynomials.next(permutation, rows));
        permutation.end();
        return polynomials;
    }

    /** The file's name. */
    public String name() {
        return name;
    }

    public Header header() {
        return header;
    }

    public CircuitSize size() {
        return header.size();
    }

    public Wiring wiring() {
        return wiring;
    }

    public GatePolynomials polynomials() {
        return polynomials;
    }

    /** [1], [x], [x^2], ...: as many as there are rows, and six. */
    public Points<G1.Affine> powersOfTau() {
        return powersOfTau;
    }
}
