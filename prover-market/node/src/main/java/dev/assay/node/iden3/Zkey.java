package dev.assay.node.iden3;

import dev.assay.verification.pairing.AffinePoint;
import dev.assay.verification.pairing.Curve;
import dev.assay.verification.proof.KeyPoints;
import java.lang.foreign.MemorySegment;
import java.util.stream.IntStream;

/**
 * A Groth16 proving key ({@code .zkey} version 1, as snarkjs writes it) for one circuit over BN254 or BLS12-381. Every point
 * is on its curve, and may lie outside of the group of order r, so ask {@code SubgroupCheck} before using it.
 */
public final class Zkey {

    /**
     * The quotient is evaluated on a coset of a domain twice as large, and BN254 has roots of unity up to 2^28. (BLS12-381
     * has them up to 2^32; a witness of more values than that is nowhere.)
     */
    private static final int MAX_DOMAIN_LOG2 = 27;

    private final SectionFile file;
    private final Header header;
    private final Points<AffinePoint> ic;
    private final Coefficients coefficients;
    private final Points<AffinePoint> a;
    private final Points<AffinePoint> b1;
    private final Points<AffinePoint> b2;
    private final Points<AffinePoint> c;
    private final Points<AffinePoint> h;

    /**
     * Section 2.
     *
     * @param wires with the constant 1
     * @param publicWires without it
     * @param domainLog2 the domain has 2^domainLog2 rows
     */
    public record Header(
            Curve curve,
            int wires,
            int publicWires,
            int domainLog2,
            AffinePoint alpha1,
            AffinePoint beta1,
            AffinePoint beta2,
            AffinePoint gamma2,
            AffinePoint delta1,
            AffinePoint delta2) {}

    private Zkey(SectionFile file) throws Iden3FormatException {
        this.file = file;
        header = readHeader(file.section(2, "Groth16 header"));
        PointFormat<AffinePoint> first = PointFormat.of(PointGroup.first(curve()));
        PointFormat<AffinePoint> second = PointFormat.of(PointGroup.second(curve()));
        int wires = header.wires();
        int publicOnes = header.publicWires() + 1;
        ic = Points.checked(file.section(3, "IC"), publicOnes, first);
        coefficients = Coefficients.checked(file.section(4, "coefficients"), curve(), domainSize(), wires);
        a = Points.checked(file.section(5, "A"), wires, first);
        b1 = Points.checked(file.section(6, "B1"), wires, first);
        b2 = Points.checked(file.section(7, "B2"), wires, second);
        c = Points.checked(file.section(8, "C"), wires - publicOnes, first);
        h = Points.checked(file.section(9, "H"), domainSize(), first);
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
        Curve curve = section.curve();
        PointFormat<AffinePoint> first = PointFormat.of(PointGroup.first(curve));
        PointFormat<AffinePoint> second = PointFormat.of(PointGroup.second(curve));
        int wires = section.count("number of wires", Wtns.MAX_WIRES);
        int publicWires = section.count("number of public wires", Math.max(wires - 1, 0));
        int domainSize = section.count("domain size", 1 << MAX_DOMAIN_LOG2);
        if (wires == 0 || Integer.bitCount(domainSize) != 1) {
            throw section.wrong(
                    wires + " wires, a domain of " + domainSize + ", which is no power of two", SectionFile.REBUILD);
        }
        Header header = new Header(
                curve,
                wires,
                publicWires,
                Integer.numberOfTrailingZeros(domainSize),
                section.point("alpha1", first),
                section.point("beta1", first),
                section.point("beta2", second),
                section.point("gamma2", second),
                section.point("delta1", first),
                section.point("delta2", second));
        section.end();
        return header;
    }

    /** The file's name. */
    public String name() {
        return file.name();
    }

    public Curve curve() {
        return header.curve();
    }

    public Header header() {
        return header;
    }

    /** The number of rows: constraints, then public wires and the constant, then zeros up to a power of two. */
    public int domainSize() {
        return 1 << header.domainLog2();
    }

    /** Of the verification key: one point for the constant 1 and one for each public wire. */
    public Points<AffinePoint> ic() {
        return ic;
    }

    /** How the setup went. Nothing of it is needed to prove. Of keys over BN254 only. */
    public Ceremony ceremony() throws Iden3FormatException {
        Section section = file.section(10, "contributions");
        if (curve() != Curve.BN254) {
            throw section.wrong("the ceremony of a key over " + curve().name(), "verify it with snarkjs");
        }
        return Ceremony.read(section);
    }

    /** The verification key inside, of which nothing is known but what is known of this file's points. */
    public KeyPoints keyPoints() {
        return new KeyPoints(
                curve(),
                header.alpha1(),
                header.beta2(),
                header.gamma2(),
                header.delta2(),
                IntStream.range(0, ic.size()).mapToObj(ic::at).toList());
    }

    /** The matrices A and B, with a row for each of the domain. */
    public Coefficients coefficients() {
        return coefficients;
    }

    /** A point for each wire. */
    public Points<AffinePoint> a() {
        return a;
    }

    /** A point for each wire. */
    public Points<AffinePoint> b1() {
        return b1;
    }

    /** A point for each wire. */
    public Points<AffinePoint> b2() {
        return b2;
    }

    /** A point for each private wire: those after the public ones. */
    public Points<AffinePoint> c() {
        return c;
    }

    /** A point for each row: the Lagrange basis of the odd coset of the domain twice as large. */
    public Points<AffinePoint> h() {
        return h;
    }
}
