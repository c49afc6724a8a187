package dev.assay.node.iden3;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.KeyPoints;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/**
 * A Groth16 proving key ({@code .zkey} version 1, as snarkjs writes it) for one circuit over BN254. Every point is on its
 * curve; the points of G2 may lie outside of the group of order r, so ask {@code SubgroupCheck} before using them.
 */
public final class Zkey {

    /** The quotient is evaluated on a coset of a domain twice as large, and BN254 has roots of unity up to 2^28. */
    private static final int MAX_DOMAIN_LOG2 = Fr.TWO_ADICITY - 1;

    private final SectionFile file;
    private final Header header;
    private final Points<G1.Affine> ic;
    private final Coefficients coefficients;
    private final Points<G1.Affine> a;
    private final Points<G1.Affine> b1;
    private final Points<G2.Affine> b2;
    private final Points<G1.Affine> c;
    private final Points<G1.Affine> h;

    /**
     * Section 2.
     *
     * @param wires with the constant 1
     * @param publicWires without it
     * @param domainLog2 the domain has 2^domainLog2 rows
     */
    public record Header(
            int wires,
            int publicWires,
            int domainLog2,
            G1.Affine alpha1,
            G1.Affine beta1,
            G2.Affine beta2,
            G2.Affine gamma2,
            G1.Affine delta1,
            G2.Affine delta2) {}

    private Zkey(SectionFile file) throws Iden3FormatException {
        this.file = file;
        header = readHeader(file.section(2, "Groth16 header"));
        int wires = header.wires();
        int publicOnes = header.publicWires() + 1;
        ic = Points.checked(file.section(3, "IC"), publicOnes, PointFormat.G1_POINT);
        coefficients = Coefficients.checked(file.section(4, "coefficients"), domainSize(), wires);
        a = Points.checked(file.section(5, "A"), wires, PointFormat.G1_POINT);
        b1 = Points.checked(file.section(6, "B1"), wires, PointFormat.G1_POINT);
        b2 = Points.checked(file.section(7, "B2"), wires, PointFormat.G2_POINT);
        c = Points.checked(file.section(8, "C"), wires - publicOnes, PointFormat.G1_POINT);
        h = Points.checked(file.section(9, "H"), domainSize(), PointFormat.G1_POINT);
    }

    public static Zkey parse(MappedFile file) throws Iden3FormatException {
        return parse(file.name(), file.bytes());
    }

    public static Zkey parse(String name, byte[] bytes) throws Iden3FormatException {
        return parse(name, MemorySegment.ofArray(bytes));
    }

    private static Zkey parse(String name, MemorySegment bytes) throws Iden3FormatException {
        return new Zkey(ZkeyProtocol.GROTH16.open(name, bytes));
    }

    private static Header readHeader(Section section) throws Iden3FormatException {
        section.prime("base field prime", Prime.BASE);
        section.prime("scalar field prime", Prime.SCALAR);
        int wires = section.count("number of wires", Wtns.MAX_WIRES);
        int publicWires = section.count("number of public wires", Math.max(wires - 1, 0));
        int domainSize = section.count("domain size", 1 << MAX_DOMAIN_LOG2);
        if (wires == 0 || Integer.bitCount(domainSize) != 1) {
            throw section.wrong(
                    wires + " wires, a domain of " + domainSize + ", which is no power of two", SectionFile.REBUILD);
        }
        Header header = new Header(
                wires,
                publicWires,
                Integer.numberOfTrailingZeros(domainSize),
                section.point("alpha1", PointFormat.G1_POINT),
                section.point("beta1", PointFormat.G1_POINT),
                section.point("beta2", PointFormat.G2_POINT),
                section.point("gamma2", PointFormat.G2_POINT),
                section.point("delta1", PointFormat.G1_POINT),
                section.point("delta2", PointFormat.G2_POINT));
        section.end();
        return header;
    }

    /** The file's name. */
    public String name() {
        return file.name();
    }

    public Header header() {
        return header;
    }

    /** The number of rows: constraints, then public wires and the constant, then zeros up to a power of two. */
    public int domainSize() {
        return 1 << header.domainLog2();
    }

    /** Of the verification key: one point for the constant 1 and one for each public wire. */
    public Points<G1.Affine> ic() {
        return ic;
    }

    /** How the setup went. Nothing of it is needed to prove. */
    public Ceremony ceremony() throws Iden3FormatException {
        return Ceremony.read(file.section(10, "contributions"));
    }

    /** The verification key inside, of which nothing is known but what is known of this file's points. */
    public KeyPoints keyPoints() {
        return new KeyPoints(
                Curve.BN254,
                header.alpha1().point(),
                header.beta2().point(),
                header.gamma2().point(),
                header.delta2().point(),
                IntStream.range(0, ic.size()).mapToObj(i -> ic.at(i).point()).toList());
    }

    /** The matrices A and B, with a row for each of the domain. */
    public Coefficients coefficients() {
        return coefficients;
    }

    /** A point for each wire. */
    public Points<G1.Affine> a() {
        return a;
    }

    /** A point for each wire. */
    public Points<G1.Affine> b1() {
        return b1;
    }

    /** A point for each wire. */
    public Points<G2.Affine> b2() {
        return b2;
    }

    /** A point for each private wire: those after the public ones. */
    public Points<G1.Affine> c() {
        return c;
    }

    /** A point for each row: the Lagrange basis of the odd coset of the domain twice as large. */
    public Points<G1.Affine> h() {
        return h;
    }
}
