package dev.assay.node.iden3;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.lang.foreign.MemorySegment;

/**
 * An FFLONK proving key ({@code .zkey} version 1, as snarkjs 0.7 writes it) for one circuit over BN254. Points are on their
 * curve, and no more is known: ask {@code PowersOfTau} and the verification key before using it.
 */
public final class FflonkZkey {

    /** The prover hides the wires in the last two rows. */
    private static final int BLINDED_ROWS = 2;

    private final String name;
    private final Header header;
    private final Wiring wiring;
    private final GatePolynomials polynomials;
    private final Points<G1.Affine> powersOfTau;

    /**
     * Section 2.
     *
     * @param k1 numbers the right wires; k2 the output wires
     * @param omega3 of order 3; omega4 and omega8 of orders 4 and 8
     * @param omegaCubeRoot a third root of the domain's generator
     * @param tau [x]_2 of the setup
     * @param c0 the commitment to all selectors and the permutation
     */
    public record Header(
            CircuitSize size,
            Fr k1,
            Fr k2,
            Fr omega3,
            Fr omega4,
            Fr omega8,
            Fr omegaCubeRoot,
            G2.Affine tau,
            G1.Affine c0) {}

    private FflonkZkey(SectionFile file) throws Iden3FormatException {
        name = file.name();
        header = readHeader(file.section(2, "FFLONK header"));
        CircuitSize size = header.size();
        wiring = new Wiring(file, size.wires(), size.sums(), size.gates());
        polynomials = readPolynomials(file, size.rows());
        powersOfTau =
                Points.checked(file.section(16, "powers of tau"), points(size.rows(), file), PointFormat.G1_POINT);
    }

    /** 9 n + 18. */
    private static int points(int rows, SectionFile file) throws Iden3FormatException {
        long points = 9L * rows + 18;
        if (points > Integer.MAX_VALUE / 2) {
            throw new Iden3FormatException(file.name(), "FFLONK header (2)", rows + " rows", "split the circuit");
        }
        return (int) points;
    }

    public static FflonkZkey parse(MappedFile file) throws Iden3FormatException {
        return parse(file.name(), file.bytes());
    }

    public static FflonkZkey parse(String name, byte[] bytes) throws Iden3FormatException {
        return parse(name, MemorySegment.ofArray(bytes));
    }

    private static FflonkZkey parse(String name, MemorySegment bytes) throws Iden3FormatException {
        return new FflonkZkey(ZkeyProtocol.FFLONK.open(name, bytes));
    }

    private static Header readHeader(Section section) throws Iden3FormatException {
        section.prime("base field prime", Prime.BN254_BASE);
        section.prime("scalar field prime", Prime.BN254_SCALAR);
        Header header = new Header(
                CircuitSize.read(section, BLINDED_ROWS),
                section.scalar("k1"),
                section.scalar("k2"),
                section.scalar("w3"),
                section.scalar("w4"),
                section.scalar("w8"),
                section.scalar("wr"),
                section.point("X_2", PointFormat.G2_POINT),
                section.point("C0", PointFormat.G1_POINT));
        section.end();
        return header;
    }

    private static GatePolynomials readPolynomials(SectionFile file, int rows) throws Iden3FormatException {
        return new GatePolynomials(
                GatePolynomials.only(file.section(9, "QM"), rows),
                GatePolynomials.only(file.section(7, "QL"), rows),
                GatePolynomials.only(file.section(8, "QR"), rows),
                GatePolynomials.only(file.section(10, "QO"), rows),
                GatePolynomials.only(file.section(11, "QC"), rows),
                GatePolynomials.only(file.section(12, "S1"), rows),
                GatePolynomials.only(file.section(13, "S2"), rows),
                GatePolynomials.only(file.section(14, "S3"), rows));
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

    /** [1], [x], [x^2], ...: nine for each row, and eighteen. */
    public Points<G1.Affine> powersOfTau() {
        return powersOfTau;
    }
}
