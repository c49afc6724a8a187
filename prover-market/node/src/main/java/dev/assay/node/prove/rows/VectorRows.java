package dev.assay.node.prove.rows;

import java.math.BigInteger;
import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many numbers as the processor's widest vectors have lanes of 64 bits; limb i of all of them is a vector. Limbs have so few
 * bits that a lane holds a column of their products; how many and how large they are is the layouts' business, which multiply and
 * cut words into limbs. Here is what goes from one limb to the next.
 *
 * <p>Between methods all limbs but the top one are below 2 to the power of their bits, and the top one, which has what is left,
 * is below 2^27 for numbers up to 14 p. What is subtracted is first outweighed limb by limb ({@link #outweighing}), so that no lane
 * is ever negative and carries are shifts. A product a b / R comes out below p + a b / R, so what is multiplied may be several p.
 *
 * <p>Written for HotSpot's second compiler, which must keep vectors in registers: no vector goes in or out of a method of
 * more than a line, a method with a loop unrolls over the limbs of one factor only (one of more than 8000 bytes is not compiled),
 * constants are made where they are used. Factors are masked to 32 bits first: then the compiler takes VPMULUDQ, which is
 * three times as fast as a product of 64 bits.
 */
abstract sealed class VectorRows extends PrimeRows permits NineLimbRows, FourteenLimbRows {

    static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    static final int WIDTH = SPECIES.length();
    static final long WORD_MASK = 0xffffffffL;
    private static final int MIN_WIDTH = 4;
    /** Instructions that write each lane to a place of its own came with vectors of 512 bits. */
    private static final boolean CAN_SCATTER = SPECIES.vectorBitSize() >= 512;
    /** Stored numbers are below so many p. */
    private static final int STORED = 2;

    private final int limbs;
    private final int limbBits;
    private final int row;
    /** Where the top limb lies in a row. */
    private final int top;

    // Constants, each limb in all lanes.
    final long[] p;
    /** -1 / p modulo 2 to the power of a limb's bits. */
    final long[] inverse = new long[WIDTH];
    /** 2^32 over the top limb of p: what the quotient by p is read off with. */
    private final long[] reciprocal = new long[WIDTH];

    private final long[] none;
    private final long[] two;
    private final long[] four;
    private final long[] eight;

    VectorRows(BigInteger modulus, int words, int limbs, int limbBits) {
        this.limbs = limbs;
        this.limbBits = limbBits;
        super(modulus, words, limbs * limbBits, STORED);
        this.row = limbs * WIDTH;
        this.top = row - WIDTH;
        this.p = inAllLanes(limbs(modulus));
        this.none = inAllLanes(outweighing(0));
        this.two = inAllLanes(outweighing(2));
        this.four = inAllLanes(outweighing(4));
        this.eight = inAllLanes(outweighing(8));
        BigInteger radix = BigInteger.ONE.shiftLeft(limbBits);
        Arrays.fill(inverse, modulus.negate().modInverse(radix).longValue());
        Arrays.fill(reciprocal, (1L << Integer.SIZE) / (p[top] + 1));
    }

    /** In the fewest limbs. */
    static VectorRows over(BigInteger modulus) {
        return modulus.bitLength() <= WORDS * Long.SIZE ? new NineLimbRows(modulus) : new FourteenLimbRows(modulus);
    }

    /** Whether this processor's vectors are worth it: narrower ones are slower than single numbers. */
    static boolean isWorthwhile() {
        return WIDTH >= MIN_WIDTH;
    }

    /** "256", "512". */
    static int vectorBits() {
        return SPECIES.vectorBitSize();
    }

    private long[] inAllLanes(long[] limbs) {
        long[] lanes = new long[row];
        fill(limbs, 0, lanes, 0);
        return lanes;
    }

    /**
     * A multiple of p where each limb but the top one has 2^34 more than its own, taken from the next: more than the limbs of two
     * numbers and of 14 p together, which are below 2^33.
     */
    private long[] outweighing(int times) {
        long[] multiple = limbs(modulus.multiply(BigInteger.valueOf(times)));
        long more = 1L << 34;
        for (int i = 0; i < limbs - 1; i++) {
            multiple[i] += more;
            multiple[i + 1] -= more >> limbBits;
        }
        return multiple;
    }

    @Override
    public final int width() {
        return WIDTH;
    }

    @Override
    public final int size() {
        return row;
    }

    @Override
    final long[] limbs(BigInteger raw) {
        long[] cut = new long[limbs];
        for (int i = 0; i < limbs; i++) {
            long bits = raw.shiftRight(limbBits * i).longValue();
            cut[i] = i < limbs - 1 ? bits & ((1L << limbBits) - 1) : bits;
        }
        return cut;
    }

    @Override
    final BigInteger raw(long[] s, int row, int lane) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < limbs; i++) {
            sum = sum.add(BigInteger.valueOf(s[row + i * WIDTH + lane]).shiftLeft(limbBits * i));
        }
        return sum.mod(modulus);
    }

    // ---- what layouts call with constants, so that the compiler knows how far a loop goes and shifts ----

    static void add(long[] s, int a, int b, int to, int top, int limbBits) {
        LongVector limb = LongVector.broadcast(SPECIES, (1L << limbBits) - 1);
        LongVector carry = LongVector.broadcast(SPECIES, 0);
        for (int i = 0; i < top; i += WIDTH) {
            carry = carry.add(LongVector.fromArray(SPECIES, s, a + i)).add(LongVector.fromArray(SPECIES, s, b + i));
            carry.and(limb).intoArray(s, to + i);
            carry = carry.lanewise(VectorOperators.LSHR, limbBits);
        }
        carry.add(LongVector.fromArray(SPECIES, s, a + top))
                .add(LongVector.fromArray(SPECIES, s, b + top))
                .intoArray(s, to + top);
    }

    /** Plus 4 p. */
    final void subtract(long[] s, int a, int b, int to, int top, int limbBits) {
        LongVector limb = LongVector.broadcast(SPECIES, (1L << limbBits) - 1);
        LongVector carry = LongVector.broadcast(SPECIES, 0);
        for (int i = 0; i < top; i += WIDTH) {
            carry = carry.add(LongVector.fromArray(SPECIES, s, a + i))
                    .add(LongVector.fromArray(SPECIES, four, i))
                    .sub(LongVector.fromArray(SPECIES, s, b + i));
            carry.and(limb).intoArray(s, to + i);
            carry = carry.lanewise(VectorOperators.LSHR, limbBits);
        }
        carry.add(LongVector.fromArray(SPECIES, s, a + top))
                .add(LongVector.fromArray(SPECIES, four, top))
                .sub(LongVector.fromArray(SPECIES, s, b + top))
                .intoArray(s, to + top);
    }

    /** Plus 8 p, less the multiple of p that its top limb says. */
    final void subtractBoth(long[] s, int a, int b, int c, int to, int top, int limbBits) {
        LongVector word = LongVector.broadcast(SPECIES, WORD_MASK);
        LongVector limb = LongVector.broadcast(SPECIES, (1L << limbBits) - 1);
        LongVector quotient = LongVector.fromArray(SPECIES, s, a + top)
                .add(LongVector.fromArray(SPECIES, eight, top))
                .sub(LongVector.fromArray(SPECIES, s, b + top))
                .sub(LongVector.fromArray(SPECIES, s, c + top))
                .and(word)
                .mul(LongVector.fromArray(SPECIES, reciprocal, 0).and(word))
                .lanewise(VectorOperators.LSHR, Integer.SIZE);
        LongVector carry = LongVector.broadcast(SPECIES, 0);
        for (int i = 0; i < top; i += WIDTH) {
            carry = carry.add(LongVector.fromArray(SPECIES, s, a + i))
                    .add(LongVector.fromArray(SPECIES, eight, i))
                    .sub(LongVector.fromArray(SPECIES, s, b + i))
                    .sub(LongVector.fromArray(SPECIES, s, c + i))
                    .sub(quotient.mul(LongVector.fromArray(SPECIES, p, i).and(word)));
            carry.and(limb).intoArray(s, to + i);
            carry = carry.lanewise(VectorOperators.LSHR, limbBits);
        }
        carry.add(LongVector.fromArray(SPECIES, s, a + top))
                .add(LongVector.fromArray(SPECIES, eight, top))
                .sub(LongVector.fromArray(SPECIES, s, b + top))
                .sub(LongVector.fromArray(SPECIES, s, c + top))
                .sub(quotient.mul(LongVector.fromArray(SPECIES, p, top).and(word)))
                .intoArray(s, to + top);
    }

    final void reduce(long[] s, int a, int to, int top, int limbBits) {
        LongVector word = LongVector.broadcast(SPECIES, WORD_MASK);
        LongVector limb = LongVector.broadcast(SPECIES, (1L << limbBits) - 1);
        LongVector quotient = LongVector.fromArray(SPECIES, s, a + top)
                .and(word)
                .mul(LongVector.fromArray(SPECIES, reciprocal, 0).and(word))
                .lanewise(VectorOperators.LSHR, Integer.SIZE);
        LongVector carry = LongVector.broadcast(SPECIES, 0);
        for (int i = 0; i < top; i += WIDTH) {
            carry = carry.add(LongVector.fromArray(SPECIES, s, a + i))
                    .add(LongVector.fromArray(SPECIES, none, i))
                    .sub(quotient.mul(LongVector.fromArray(SPECIES, p, i).and(word)));
            carry.and(limb).intoArray(s, to + i);
            carry = carry.lanewise(VectorOperators.LSHR, limbBits);
        }
        carry.add(LongVector.fromArray(SPECIES, s, a + top))
                .add(LongVector.fromArray(SPECIES, none, top))
                .sub(quotient.mul(LongVector.fromArray(SPECIES, p, top).and(word)))
                .intoArray(s, to + top);
    }

    final void negate(long[] s, int row, long[] signs, int at, int top, int limbBits) {
        LongVector limb = LongVector.broadcast(SPECIES, (1L << limbBits) - 1);
        VectorMask<Long> negative = LongVector.fromArray(SPECIES, signs, at).compare(VectorOperators.NE, 0);
        LongVector carry = LongVector.broadcast(SPECIES, 0);
        for (int i = 0; i < top; i += WIDTH) {
            carry = LongVector.fromArray(SPECIES, s, row + i)
                    .lanewise(VectorOperators.NEG, negative)
                    .add(LongVector.fromArray(SPECIES, two, i), negative)
                    .add(carry);
            carry.and(limb).intoArray(s, row + i);
            carry = carry.lanewise(VectorOperators.LSHR, limbBits);
        }
        LongVector.fromArray(SPECIES, s, row + top)
                .lanewise(VectorOperators.NEG, negative)
                .add(LongVector.fromArray(SPECIES, two, top), negative)
                .add(carry)
                .intoArray(s, row + top);
    }

    /** Rows of words at the start of the memory, as many as a number has, into limbs. */
    abstract void split(long[] s, int to);

    @Override
    public final void load(long[] from, int plus, int[] offsets, int first, int step, long[] s, int to) {
        for (int i = 0; i < words(); i++) {
            LongVector.fromArray(SPECIES, from, plus + i * step, offsets, first).intoArray(s, i * WIDTH);
        }
        split(s, to);
    }

    @Override
    public final void storeAt(long[] s, int row, long[] to, int plus, int[] offsets, int first) {
        store(s, row, s, 0);
        for (int i = 0; i < words(); i++) {
            if (CAN_SCATTER) {
                LongVector.fromArray(SPECIES, s, i * WIDTH).intoArray(to, plus + i, offsets, first);
            } else {
                scatter(s, i * WIDTH, to, plus + i, offsets, first);
            }
        }
    }

    private static void scatter(long[] s, int row, long[] to, int plus, int[] offsets, int first) {
        for (int lane = 0; lane < WIDTH; lane++) {
            to[plus + offsets[first + lane]] = s[row + lane];
        }
    }

    @Override
    public final boolean maybeZero(long[] s, int row) {
        LongVector low = LongVector.fromArray(SPECIES, s, row);
        return low.compare(VectorOperators.EQ, 0)
                .or(low.compare(VectorOperators.EQ, LongVector.fromArray(SPECIES, p, 0)))
                .anyTrue();
    }

    @Override
    public final boolean isZero(long[] s, int row, int lane) {
        long any = 0;
        long fromModulus = 0;
        for (int i = lane; i < this.row; i += WIDTH) {
            any |= s[row + i];
            fromModulus |= s[row + i] ^ p[i];
        }
        return any == 0 || fromModulus == 0;
    }
}
