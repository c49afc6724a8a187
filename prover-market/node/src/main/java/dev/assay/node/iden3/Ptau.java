package dev.assay.node.iden3;

import dev.assay.verification.bn254.Fr;
import dev.assay.verification.bn254.G1;
import dev.assay.verification.bn254.G2;
import java.lang.foreign.MemorySegment;

/**
 * Powers of a secret tau ({@code .ptau} version 1, as snarkjs writes it), prepared for the second phase: beside the powers
 * themselves, their Lagrange form for each domain of 2^0, 2^1 ... 2^power rows. A table is checked to lie on the curve when
 * it is asked for; that the file was made honestly, and that its Lagrange form belongs to its powers, is for
 * {@code snarkjs powersoftau verify}.
 */
public final class Ptau {

    static final String MAGIC = "ptau";
    static final int VERSION = 1;
    static final int POWERS = 2;
    static final int POWERS_G2 = 3;
    static final int ALPHA = 4;
    static final int BETA = 5;
    static final int BETA_G2 = 6;
    static final int CONTRIBUTIONS = 7;
    static final int LAGRANGE = 12;
    static final int LAGRANGE_G2 = 13;
    static final int ALPHA_LAGRANGE = 14;
    static final int BETA_LAGRANGE = 15;

    private final SectionFile file;
    private final MemorySegment bytes;
    private final int power;

    private Ptau(SectionFile file, MemorySegment bytes, int power) {
        this.file = file;
        this.bytes = bytes;
        this.power = power;
    }

    public static Ptau parse(MappedFile file) throws Iden3FormatException {
        return parse(file.name(), file.bytes());
    }

    public static Ptau parse(String name, byte[] bytes) throws Iden3FormatException {
        return parse(name, MemorySegment.ofArray(bytes));
    }

    private static Ptau parse(String name, MemorySegment bytes) throws Iden3FormatException {
        SectionFile file = SectionFile.parse(name, bytes, MAGIC, VERSION);
        Section header = file.section(1, "header");
        header.prime("base field prime", Prime.BN254_BASE);
        int power = header.count("power", Fr.TWO_ADICITY);
        header.count("power of the ceremony", Fr.TWO_ADICITY);
        header.end();
        Ptau ptau = new Ptau(file, bytes, power);
        ptau.checkSizes();
        return ptau;
    }

    private void checkSizes() throws Iden3FormatException {
        if (file.optional(LAGRANGE, "Lagrange").isEmpty()) {
            throw new Iden3FormatException(
                    file.name(),
                    "container",
                    "it is not prepared for the second phase",
                    "run \"snarkjs powersoftau prepare phase2\" on it, or download a prepared one");
        }
        long size = 1L << power;
        PointFormat<?> g1 = PointFormat.G1_POINT;
        PointFormat<?> g2 = PointFormat.G2_POINT;
        whole(POWERS, "powers in G1").rest("points", 2 * size - 1, g1.sizeBytes());
        whole(ALPHA, "alpha").rest("points", size, g1.sizeBytes());
        whole(BETA, "beta").rest("points", size, g1.sizeBytes());
        whole(LAGRANGE, "Lagrange form in G1").rest("points", 4 * size - 1, g1.sizeBytes());
        whole(LAGRANGE_G2, "Lagrange form in G2").rest("points", 2 * size - 1, g2.sizeBytes());
        whole(ALPHA_LAGRANGE, "Lagrange form of alpha").rest("points", 2 * size - 1, g1.sizeBytes());
        whole(BETA_LAGRANGE, "Lagrange form of beta").rest("points", 2 * size - 1, g1.sizeBytes());
    }

    private Section whole(int type, String title) throws Iden3FormatException {
        return file.section(type, title);
    }

    /** The file's name. */
    public String name() {
        return file.name();
    }

    /** The largest domain has 2^power rows. */
    public int power() {
        return power;
    }

    public G1.Affine alpha1() throws Iden3FormatException {
        return whole(ALPHA, "alpha").point("alpha1", PointFormat.G1_POINT);
    }

    public G1.Affine beta1() throws Iden3FormatException {
        return whole(BETA, "beta").point("beta1", PointFormat.G1_POINT);
    }

    public G2.Affine beta2() throws Iden3FormatException {
        return whole(BETA_G2, "beta in G2").point("beta2", PointFormat.G2_POINT);
    }

    /** tau^0 ... tau^(count - 1). @throws IllegalArgumentException if there are not so many */
    public Points<G1.Affine> powers(int count) throws Iden3FormatException {
        if (count > powerCount()) {
            throw new IllegalArgumentException(count + " powers of " + powerCount());
        }
        return table(POWERS, "powers in G1", 0, count, PointFormat.G1_POINT);
    }

    /** How many powers there are in G1: 2^(power + 1) - 1. */
    public long powerCount() {
        return 2L * (1L << power) - 1;
    }

    /**
     * The 64 bytes that lie behind the last power, whatever they are.
     *
     * @throws Iden3FormatException if the file ends before
     */
    public byte[] behindPowers() throws Iden3FormatException {
        MemorySegment powers =
                whole(POWERS, "powers in G1").rest("points", powerCount(), PointFormat.G1_POINT.sizeBytes());
        long from = powers.address() - bytes.address() + powers.byteSize();
        Section rest = new Section(file.name(), "what follows the powers in G1", bytes.asSlice(from));
        return rest.take("64 bytes", PointFormat.G1_POINT.sizeBytes()).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
    }

    /** The Lagrange basis of a domain of 2^log2 rows at tau; log2 is at most one more than the power. */
    public Points<G1.Affine> lagrange(int log2) throws Iden3FormatException {
        return level(LAGRANGE, "Lagrange form in G1", log2, power + 1, PointFormat.G1_POINT);
    }

    /** The same in G2; log2 is at most the power, here and below. */
    public Points<G2.Affine> lagrangeG2(int log2) throws Iden3FormatException {
        return level(LAGRANGE_G2, "Lagrange form in G2", log2, power, PointFormat.G2_POINT);
    }

    /** The same in G1, times alpha. */
    public Points<G1.Affine> alphaLagrange(int log2) throws Iden3FormatException {
        return level(ALPHA_LAGRANGE, "Lagrange form of alpha", log2, power, PointFormat.G1_POINT);
    }

    /** The same in G1, times beta. */
    public Points<G1.Affine> betaLagrange(int log2) throws Iden3FormatException {
        return level(BETA_LAGRANGE, "Lagrange form of beta", log2, power, PointFormat.G1_POINT);
    }

    /** The levels lie one behind the other, the smallest first. */
    private <A> Points<A> level(int type, String title, int log2, int maxLog2, PointFormat<A> format)
            throws Iden3FormatException {
        if (log2 < 0 || log2 > maxLog2) {
            throw new IllegalArgumentException("2^" + log2 + " rows, at most 2^" + maxLog2);
        }
        return table(type, title, (1L << log2) - 1, 1 << log2, format);
    }

    private <A> Points<A> table(int type, String title, long first, int count, PointFormat<A> format)
            throws Iden3FormatException {
        Section section = whole(type, title);
        section.take("points before", first * format.sizeBytes());
        MemorySegment points = section.take("points", (long) count * format.sizeBytes());
        return Points.checked(new Section(file.name(), title + " (" + type + ")", points), count, format);
    }
}
