package dev.assay.node.prove.rows;

import java.math.BigInteger;
import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many numbers as the processor's widest vectors have lanes of 64 bits; limb i of all of them is a vector. Limbs of 29
 * bits, so that 27 of their products and the carries fit into 64 bits, and R = 2^261, 169 times a modulus of BN254 and 70 times
 * the order of BLS12-381.
 *
 * <p>Written for HotSpot's second compiler, which must keep vectors in registers: no vector goes in or out of a method of
 * more than a line, a loop goes over the limbs of one factor only (a method of more than 8000 bytes is not compiled),
 * constants are made where they are used. Factors are masked to 32 bits first: then the compiler takes VPMULUDQ, which is
 * three times as fast as a product of 64 bits.
 */
final class VectorRows extends PrimeRows {

    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
    private static final int WIDTH = SPECIES.length();
    private static final int MIN_WIDTH = 4;
    private static final int LIMBS = 9;
    private static final int LIMB_BITS = 29;
    private static final long LIMB_MASK = (1L << LIMB_BITS) - 1;
    private static final long WORD_MASK = 0xffffffffL;

    // Where constants lie, each limb in all lanes.
    private static final int ROW = LIMBS * WIDTH;
    private static final int MODULUS = 0;
    /** Multiples of p with limbs so large that those of what is subtracted never exceed them. */
    private static final int NONE = ROW;

    private static final int TWO = 2 * ROW;
    private static final int FOUR = 3 * ROW;
    private static final int EIGHT = 4 * ROW;
    /** -1 / p modulo 2^29. */
    private static final int INVERSE = 5 * ROW;
    /** 2^32 over the top limb of p: what the quotient by p is read off with. */
    private static final int RECIPROCAL = 5 * ROW + WIDTH;

    private final long[] constants = new long[5 * ROW + 2 * WIDTH];

    VectorRows(BigInteger modulus) {
        super(modulus, WORDS, LIMBS * LIMB_BITS, 2);
        long[] p = limbs(modulus);
        fill(p, 0, constants, MODULUS);
        fill(spread(0), 0, constants, NONE);
        fill(spread(2), 0, constants, TWO);
        fill(spread(4), 0, constants, FOUR);
        fill(spread(8), 0, constants, EIGHT);
        BigInteger radix = BigInteger.ONE.shiftLeft(LIMB_BITS);
        Arrays.fill(
                constants,
                INVERSE,
                RECIPROCAL,
                modulus.negate().modInverse(radix).longValue());
        Arrays.fill(constants, RECIPROCAL, RECIPROCAL + WIDTH, (1L << Integer.SIZE) / (p[LIMBS - 1] + 1));
    }

    /** Whether this processor's vectors are worth it: narrower ones are slower than single numbers. */
    static boolean isWorthwhile() {
        return WIDTH >= MIN_WIDTH;
    }

    /** "256", "512". */
    static int vectorBits() {
        return SPECIES.vectorBitSize();
    }

    /** A multiple of p where each limb but the top one has 2^34 more than its own, taken from the next. */
    private long[] spread(int times) {
        long[] limbs = limbs(modulus.multiply(BigInteger.valueOf(times)));
        long more = 1L << 34;
        for (int i = 0; i < LIMBS - 1; i++) {
            limbs[i] += more;
            limbs[i + 1] -= more >> LIMB_BITS;
        }
        return limbs;
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public int size() {
        return ROW;
    }

    @Override
    long[] limbs(BigInteger raw) {
        long[] limbs = new long[LIMBS];
        for (int i = 0; i < LIMBS; i++) {
            long bits = raw.shiftRight(LIMB_BITS * i).longValue();
            limbs[i] = i < LIMBS - 1 ? bits & LIMB_MASK : bits;
        }
        return limbs;
    }

    @Override
    BigInteger raw(long[] s, int row, int lane) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < LIMBS; i++) {
            sum = sum.add(BigInteger.valueOf(s[row + i * WIDTH + lane]).shiftLeft(LIMB_BITS * i));
        }
        return sum.mod(modulus);
    }

    @Override
    public void multiply(long[] s, int a, int b, int to) {
        LongVector word = LongVector.broadcast(SPECIES, WORD_MASK);
        LongVector limb = LongVector.broadcast(SPECIES, LIMB_MASK);
        long[] constants = this.constants;
        LongVector b0 = LongVector.fromArray(SPECIES, s, b).and(word);
        LongVector b1 = LongVector.fromArray(SPECIES, s, b + WIDTH).and(word);
        LongVector b2 = LongVector.fromArray(SPECIES, s, b + 2 * WIDTH).and(word);
        LongVector b3 = LongVector.fromArray(SPECIES, s, b + 3 * WIDTH).and(word);
        LongVector b4 = LongVector.fromArray(SPECIES, s, b + 4 * WIDTH).and(word);
        LongVector b5 = LongVector.fromArray(SPECIES, s, b + 5 * WIDTH).and(word);
        LongVector b6 = LongVector.fromArray(SPECIES, s, b + 6 * WIDTH).and(word);
        LongVector b7 = LongVector.fromArray(SPECIES, s, b + 7 * WIDTH).and(word);
        LongVector b8 = LongVector.fromArray(SPECIES, s, b + 8 * WIDTH).and(word);
        LongVector p0 = LongVector.fromArray(SPECIES, constants, MODULUS).and(word);
        LongVector p1 = LongVector.fromArray(SPECIES, constants, WIDTH).and(word);
        LongVector p2 = LongVector.fromArray(SPECIES, constants, 2 * WIDTH).and(word);
        LongVector p3 = LongVector.fromArray(SPECIES, constants, 3 * WIDTH).and(word);
        LongVector p4 = LongVector.fromArray(SPECIES, constants, 4 * WIDTH).and(word);
        LongVector p5 = LongVector.fromArray(SPECIES, constants, 5 * WIDTH).and(word);
        LongVector p6 = LongVector.fromArray(SPECIES, constants, 6 * WIDTH).and(word);
        LongVector p7 = LongVector.fromArray(SPECIES, constants, 7 * WIDTH).and(word);
        LongVector p8 = LongVector.fromArray(SPECIES, constants, 8 * WIDTH).and(word);
        LongVector inverse = LongVector.fromArray(SPECIES, constants, INVERSE).and(word);
        LongVector t0 = LongVector.broadcast(SPECIES, 0);
        LongVector t1 = LongVector.broadcast(SPECIES, 0);
        LongVector t2 = LongVector.broadcast(SPECIES, 0);
        LongVector t3 = LongVector.broadcast(SPECIES, 0);
        LongVector t4 = LongVector.broadcast(SPECIES, 0);
        LongVector t5 = LongVector.broadcast(SPECIES, 0);
        LongVector t6 = LongVector.broadcast(SPECIES, 0);
        LongVector t7 = LongVector.broadcast(SPECIES, 0);
        LongVector t8 = LongVector.broadcast(SPECIES, 0);
        for (int i = 0; i < LIMBS * WIDTH; i += WIDTH) {
            LongVector x = LongVector.fromArray(SPECIES, s, a + i).and(word);
            t0 = t0.add(x.mul(b0));
            LongVector k = t0.and(limb).mul(inverse).and(limb);
            t1 = t1.add(x.mul(b1));
            t2 = t2.add(x.mul(b2));
            t3 = t3.add(x.mul(b3));
            t4 = t4.add(x.mul(b4));
            t5 = t5.add(x.mul(b5));
            t6 = t6.add(x.mul(b6));
            t7 = t7.add(x.mul(b7));
            t8 = t8.add(x.mul(b8));
            t0 = t0.add(k.mul(p0))
                    .lanewise(VectorOperators.LSHR, LIMB_BITS)
                    .add(t1)
                    .add(k.mul(p1));
            t1 = t2.add(k.mul(p2));
            t2 = t3.add(k.mul(p3));
            t3 = t4.add(k.mul(p4));
            t4 = t5.add(k.mul(p5));
            t5 = t6.add(k.mul(p6));
            t6 = t7.add(k.mul(p7));
            t7 = t8.add(k.mul(p8));
            t8 = LongVector.broadcast(SPECIES, 0);
        }
        t0.and(limb).intoArray(s, to);
        t1 = t1.add(t0.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t1.and(limb).intoArray(s, to + WIDTH);
        t2 = t2.add(t1.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t2.and(limb).intoArray(s, to + 2 * WIDTH);
        t3 = t3.add(t2.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t3.and(limb).intoArray(s, to + 3 * WIDTH);
        t4 = t4.add(t3.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t4.and(limb).intoArray(s, to + 4 * WIDTH);
        t5 = t5.add(t4.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t5.and(limb).intoArray(s, to + 5 * WIDTH);
        t6 = t6.add(t5.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t6.and(limb).intoArray(s, to + 6 * WIDTH);
        t7 = t7.add(t6.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t7.and(limb).intoArray(s, to + 7 * WIDTH);
        t8 = t8.add(t7.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t8.intoArray(s, to + 8 * WIDTH);
    }

    @Override
    void multiplyBy(long[] limbs, int at, long[] s, int b, int to) {
        LongVector word = LongVector.broadcast(SPECIES, WORD_MASK);
        LongVector limb = LongVector.broadcast(SPECIES, LIMB_MASK);
        long[] constants = this.constants;
        LongVector b0 = LongVector.fromArray(SPECIES, s, b).and(word);
        LongVector b1 = LongVector.fromArray(SPECIES, s, b + WIDTH).and(word);
        LongVector b2 = LongVector.fromArray(SPECIES, s, b + 2 * WIDTH).and(word);
        LongVector b3 = LongVector.fromArray(SPECIES, s, b + 3 * WIDTH).and(word);
        LongVector b4 = LongVector.fromArray(SPECIES, s, b + 4 * WIDTH).and(word);
        LongVector b5 = LongVector.fromArray(SPECIES, s, b + 5 * WIDTH).and(word);
        LongVector b6 = LongVector.fromArray(SPECIES, s, b + 6 * WIDTH).and(word);
        LongVector b7 = LongVector.fromArray(SPECIES, s, b + 7 * WIDTH).and(word);
        LongVector b8 = LongVector.fromArray(SPECIES, s, b + 8 * WIDTH).and(word);
        LongVector p0 = LongVector.fromArray(SPECIES, constants, MODULUS).and(word);
        LongVector p1 = LongVector.fromArray(SPECIES, constants, WIDTH).and(word);
        LongVector p2 = LongVector.fromArray(SPECIES, constants, 2 * WIDTH).and(word);
        LongVector p3 = LongVector.fromArray(SPECIES, constants, 3 * WIDTH).and(word);
        LongVector p4 = LongVector.fromArray(SPECIES, constants, 4 * WIDTH).and(word);
        LongVector p5 = LongVector.fromArray(SPECIES, constants, 5 * WIDTH).and(word);
        LongVector p6 = LongVector.fromArray(SPECIES, constants, 6 * WIDTH).and(word);
        LongVector p7 = LongVector.fromArray(SPECIES, constants, 7 * WIDTH).and(word);
        LongVector p8 = LongVector.fromArray(SPECIES, constants, 8 * WIDTH).and(word);
        LongVector inverse = LongVector.fromArray(SPECIES, constants, INVERSE).and(word);
        LongVector t0 = LongVector.broadcast(SPECIES, 0);
        LongVector t1 = LongVector.broadcast(SPECIES, 0);
        LongVector t2 = LongVector.broadcast(SPECIES, 0);
        LongVector t3 = LongVector.broadcast(SPECIES, 0);
        LongVector t4 = LongVector.broadcast(SPECIES, 0);
        LongVector t5 = LongVector.broadcast(SPECIES, 0);
        LongVector t6 = LongVector.broadcast(SPECIES, 0);
        LongVector t7 = LongVector.broadcast(SPECIES, 0);
        LongVector t8 = LongVector.broadcast(SPECIES, 0);
        for (int i = 0; i < LIMBS; i++) {
            LongVector x = LongVector.broadcast(SPECIES, limbs[at + i]).and(word);
            t0 = t0.add(x.mul(b0));
            LongVector k = t0.and(limb).mul(inverse).and(limb);
            t1 = t1.add(x.mul(b1));
            t2 = t2.add(x.mul(b2));
            t3 = t3.add(x.mul(b3));
            t4 = t4.add(x.mul(b4));
            t5 = t5.add(x.mul(b5));
            t6 = t6.add(x.mul(b6));
            t7 = t7.add(x.mul(b7));
            t8 = t8.add(x.mul(b8));
            t0 = t0.add(k.mul(p0))
                    .lanewise(VectorOperators.LSHR, LIMB_BITS)
                    .add(t1)
                    .add(k.mul(p1));
            t1 = t2.add(k.mul(p2));
            t2 = t3.add(k.mul(p3));
            t3 = t4.add(k.mul(p4));
            t4 = t5.add(k.mul(p5));
            t5 = t6.add(k.mul(p6));
            t6 = t7.add(k.mul(p7));
            t7 = t8.add(k.mul(p8));
            t8 = LongVector.broadcast(SPECIES, 0);
        }
        t0.and(limb).intoArray(s, to);
        t1 = t1.add(t0.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t1.and(limb).intoArray(s, to + WIDTH);
        t2 = t2.add(t1.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t2.and(limb).intoArray(s, to + 2 * WIDTH);
        t3 = t3.add(t2.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t3.and(limb).intoArray(s, to + 3 * WIDTH);
        t4 = t4.add(t3.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t4.and(limb).intoArray(s, to + 4 * WIDTH);
        t5 = t5.add(t4.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t5.and(limb).intoArray(s, to + 5 * WIDTH);
        t6 = t6.add(t5.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t6.and(limb).intoArray(s, to + 6 * WIDTH);
        t7 = t7.add(t6.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t7.and(limb).intoArray(s, to + 7 * WIDTH);
        t8 = t8.add(t7.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t8.intoArray(s, to + 8 * WIDTH);
    }

    @Override
    void multiplyAdd(long[] s, int a, int b, int c, int d, int to) {
        LongVector word = LongVector.broadcast(SPECIES, WORD_MASK);
        LongVector limb = LongVector.broadcast(SPECIES, LIMB_MASK);
        long[] constants = this.constants;
        LongVector b0 = LongVector.fromArray(SPECIES, s, b).and(word);
        LongVector b1 = LongVector.fromArray(SPECIES, s, b + WIDTH).and(word);
        LongVector b2 = LongVector.fromArray(SPECIES, s, b + 2 * WIDTH).and(word);
        LongVector b3 = LongVector.fromArray(SPECIES, s, b + 3 * WIDTH).and(word);
        LongVector b4 = LongVector.fromArray(SPECIES, s, b + 4 * WIDTH).and(word);
        LongVector b5 = LongVector.fromArray(SPECIES, s, b + 5 * WIDTH).and(word);
        LongVector b6 = LongVector.fromArray(SPECIES, s, b + 6 * WIDTH).and(word);
        LongVector b7 = LongVector.fromArray(SPECIES, s, b + 7 * WIDTH).and(word);
        LongVector b8 = LongVector.fromArray(SPECIES, s, b + 8 * WIDTH).and(word);
        LongVector d0 = LongVector.fromArray(SPECIES, s, d).and(word);
        LongVector d1 = LongVector.fromArray(SPECIES, s, d + WIDTH).and(word);
        LongVector d2 = LongVector.fromArray(SPECIES, s, d + 2 * WIDTH).and(word);
        LongVector d3 = LongVector.fromArray(SPECIES, s, d + 3 * WIDTH).and(word);
        LongVector d4 = LongVector.fromArray(SPECIES, s, d + 4 * WIDTH).and(word);
        LongVector d5 = LongVector.fromArray(SPECIES, s, d + 5 * WIDTH).and(word);
        LongVector d6 = LongVector.fromArray(SPECIES, s, d + 6 * WIDTH).and(word);
        LongVector d7 = LongVector.fromArray(SPECIES, s, d + 7 * WIDTH).and(word);
        LongVector d8 = LongVector.fromArray(SPECIES, s, d + 8 * WIDTH).and(word);
        LongVector p0 = LongVector.fromArray(SPECIES, constants, MODULUS).and(word);
        LongVector p1 = LongVector.fromArray(SPECIES, constants, WIDTH).and(word);
        LongVector p2 = LongVector.fromArray(SPECIES, constants, 2 * WIDTH).and(word);
        LongVector p3 = LongVector.fromArray(SPECIES, constants, 3 * WIDTH).and(word);
        LongVector p4 = LongVector.fromArray(SPECIES, constants, 4 * WIDTH).and(word);
        LongVector p5 = LongVector.fromArray(SPECIES, constants, 5 * WIDTH).and(word);
        LongVector p6 = LongVector.fromArray(SPECIES, constants, 6 * WIDTH).and(word);
        LongVector p7 = LongVector.fromArray(SPECIES, constants, 7 * WIDTH).and(word);
        LongVector p8 = LongVector.fromArray(SPECIES, constants, 8 * WIDTH).and(word);
        LongVector inverse = LongVector.fromArray(SPECIES, constants, INVERSE).and(word);
        LongVector t0 = LongVector.broadcast(SPECIES, 0);
        LongVector t1 = LongVector.broadcast(SPECIES, 0);
        LongVector t2 = LongVector.broadcast(SPECIES, 0);
        LongVector t3 = LongVector.broadcast(SPECIES, 0);
        LongVector t4 = LongVector.broadcast(SPECIES, 0);
        LongVector t5 = LongVector.broadcast(SPECIES, 0);
        LongVector t6 = LongVector.broadcast(SPECIES, 0);
        LongVector t7 = LongVector.broadcast(SPECIES, 0);
        LongVector t8 = LongVector.broadcast(SPECIES, 0);
        for (int i = 0; i < LIMBS * WIDTH; i += WIDTH) {
            LongVector x = LongVector.fromArray(SPECIES, s, a + i).and(word);
            LongVector y = LongVector.fromArray(SPECIES, s, c + i).and(word);
            t0 = t0.add(x.mul(b0)).add(y.mul(d0));
            LongVector k = t0.and(limb).mul(inverse).and(limb);
            t1 = t1.add(x.mul(b1)).add(y.mul(d1));
            t2 = t2.add(x.mul(b2)).add(y.mul(d2));
            t3 = t3.add(x.mul(b3)).add(y.mul(d3));
            t4 = t4.add(x.mul(b4)).add(y.mul(d4));
            t5 = t5.add(x.mul(b5)).add(y.mul(d5));
            t6 = t6.add(x.mul(b6)).add(y.mul(d6));
            t7 = t7.add(x.mul(b7)).add(y.mul(d7));
            t8 = t8.add(x.mul(b8)).add(y.mul(d8));
            t0 = t0.add(k.mul(p0))
                    .lanewise(VectorOperators.LSHR, LIMB_BITS)
                    .add(t1)
                    .add(k.mul(p1));
            t1 = t2.add(k.mul(p2));
            t2 = t3.add(k.mul(p3));
            t3 = t4.add(k.mul(p4));
            t4 = t5.add(k.mul(p5));
            t5 = t6.add(k.mul(p6));
            t6 = t7.add(k.mul(p7));
            t7 = t8.add(k.mul(p8));
            t8 = LongVector.broadcast(SPECIES, 0);
        }
        t0.and(limb).intoArray(s, to);
        t1 = t1.add(t0.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t1.and(limb).intoArray(s, to + WIDTH);
        t2 = t2.add(t1.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t2.and(limb).intoArray(s, to + 2 * WIDTH);
        t3 = t3.add(t2.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t3.and(limb).intoArray(s, to + 3 * WIDTH);
        t4 = t4.add(t3.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t4.and(limb).intoArray(s, to + 4 * WIDTH);
        t5 = t5.add(t4.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t5.and(limb).intoArray(s, to + 5 * WIDTH);
        t6 = t6.add(t5.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t6.and(limb).intoArray(s, to + 6 * WIDTH);
        t7 = t7.add(t6.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t7.and(limb).intoArray(s, to + 7 * WIDTH);
        t8 = t8.add(t7.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t8.intoArray(s, to + 8 * WIDTH);
    }

    @Override
    public void add(long[] s, int a, int b, int to) {
        LongVector limb = LongVector.broadcast(SPECIES, LIMB_MASK);
        LongVector t0 = LongVector.fromArray(SPECIES, s, a).add(LongVector.fromArray(SPECIES, s, b));
        LongVector t1 = LongVector.fromArray(SPECIES, s, a + WIDTH).add(LongVector.fromArray(SPECIES, s, b + WIDTH));
        LongVector t2 =
                LongVector.fromArray(SPECIES, s, a + 2 * WIDTH).add(LongVector.fromArray(SPECIES, s, b + 2 * WIDTH));
        LongVector t3 =
                LongVector.fromArray(SPECIES, s, a + 3 * WIDTH).add(LongVector.fromArray(SPECIES, s, b + 3 * WIDTH));
        LongVector t4 =
                LongVector.fromArray(SPECIES, s, a + 4 * WIDTH).add(LongVector.fromArray(SPECIES, s, b + 4 * WIDTH));
        LongVector t5 =
                LongVector.fromArray(SPECIES, s, a + 5 * WIDTH).add(LongVector.fromArray(SPECIES, s, b + 5 * WIDTH));
        LongVector t6 =
                LongVector.fromArray(SPECIES, s, a + 6 * WIDTH).add(LongVector.fromArray(SPECIES, s, b + 6 * WIDTH));
        LongVector t7 =
                LongVector.fromArray(SPECIES, s, a + 7 * WIDTH).add(LongVector.fromArray(SPECIES, s, b + 7 * WIDTH));
        LongVector t8 =
                LongVector.fromArray(SPECIES, s, a + 8 * WIDTH).add(LongVector.fromArray(SPECIES, s, b + 8 * WIDTH));
        t0.and(limb).intoArray(s, to);
        t1 = t1.add(t0.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t1.and(limb).intoArray(s, to + WIDTH);
        t2 = t2.add(t1.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t2.and(limb).intoArray(s, to + 2 * WIDTH);
        t3 = t3.add(t2.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t3.and(limb).intoArray(s, to + 3 * WIDTH);
        t4 = t4.add(t3.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t4.and(limb).intoArray(s, to + 4 * WIDTH);
        t5 = t5.add(t4.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t5.and(limb).intoArray(s, to + 5 * WIDTH);
        t6 = t6.add(t5.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t6.and(limb).intoArray(s, to + 6 * WIDTH);
        t7 = t7.add(t6.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t7.and(limb).intoArray(s, to + 7 * WIDTH);
        t8 = t8.add(t7.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t8.intoArray(s, to + 8 * WIDTH);
    }

    @Override
    public void subtract(long[] s, int a, int b, int to) {
        LongVector limb = LongVector.broadcast(SPECIES, LIMB_MASK);
        LongVector t0 = LongVector.fromArray(SPECIES, s, a)
                .sub(LongVector.fromArray(SPECIES, s, b))
                .add(LongVector.fromArray(SPECIES, constants, FOUR));
        LongVector t1 = LongVector.fromArray(SPECIES, s, a + WIDTH)
                .sub(LongVector.fromArray(SPECIES, s, b + WIDTH))
                .add(LongVector.fromArray(SPECIES, constants, FOUR + WIDTH));
        LongVector t2 = LongVector.fromArray(SPECIES, s, a + 2 * WIDTH)
                .sub(LongVector.fromArray(SPECIES, s, b + 2 * WIDTH))
                .add(LongVector.fromArray(SPECIES, constants, FOUR + 2 * WIDTH));
        LongVector t3 = LongVector.fromArray(SPECIES, s, a + 3 * WIDTH)
                .sub(LongVector.fromArray(SPECIES, s, b + 3 * WIDTH))
                .add(LongVector.fromArray(SPECIES, constants, FOUR + 3 * WIDTH));
        LongVector t4 = LongVector.fromArray(SPECIES, s, a + 4 * WIDTH)
                .sub(LongVector.fromArray(SPECIES, s, b + 4 * WIDTH))
                .add(LongVector.fromArray(SPECIES, constants, FOUR + 4 * WIDTH));
        LongVector t5 = LongVector.fromArray(SPECIES, s, a + 5 * WIDTH)
                .sub(LongVector.fromArray(SPECIES, s, b + 5 * WIDTH))
                .add(LongVector.fromArray(SPECIES, constants, FOUR + 5 * WIDTH));
        LongVector t6 = LongVector.fromArray(SPECIES, s, a + 6 * WIDTH)
                .sub(LongVector.fromArray(SPECIES, s, b + 6 * WIDTH))
                .add(LongVector.fromArray(SPECIES, constants, FOUR + 6 * WIDTH));
        LongVector t7 = LongVector.fromArray(SPECIES, s, a + 7 * WIDTH)
                .sub(LongVector.fromArray(SPECIES, s, b + 7 * WIDTH))
                .add(LongVector.fromArray(SPECIES, constants, FOUR + 7 * WIDTH));
        LongVector t8 = LongVector.fromArray(SPECIES, s, a + 8 * WIDTH)
                .sub(LongVector.fromArray(SPECIES, s, b + 8 * WIDTH))
                .add(LongVector.fromArray(SPECIES, constants, FOUR + 8 * WIDTH));
        t0.and(limb).intoArray(s, to);
        t1 = t1.add(t0.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t1.and(limb).intoArray(s, to + WIDTH);
        t2 = t2.add(t1.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t2.and(limb).intoArray(s, to + 2 * WIDTH);
        t3 = t3.add(t2.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t3.and(limb).intoArray(s, to + 3 * WIDTH);
        t4 = t4.add(t3.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t4.and(limb).intoArray(s, to + 4 * WIDTH);
        t5 = t5.add(t4.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t5.and(limb).intoArray(s, to + 5 * WIDTH);
        t6 = t6.add(t5.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t6.and(limb).intoArray(s, to + 6 * WIDTH);
        t7 = t7.add(t6.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t7.and(limb).intoArray(s, to + 7 * WIDTH);
        t8 = t8.add(t7.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t8.intoArray(s, to + 8 * WIDTH);
    }

    @Override
    public void subtractBoth(long[] s, int a, int b, int c, int to) {
        LongVector word = LongVector.broadcast(SPECIES, WORD_MASK);
        LongVector limb = LongVector.broadcast(SPECIES, LIMB_MASK);
        long[] constants = this.constants;
        LongVector q = LongVector.fromArray(SPECIES, s, a + 8 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, EIGHT + 8 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, b + 8 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, c + 8 * WIDTH))
                .mul(LongVector.fromArray(SPECIES, constants, RECIPROCAL))
                .lanewise(VectorOperators.LSHR, Integer.SIZE);
        LongVector t0 = LongVector.fromArray(SPECIES, s, a)
                .add(LongVector.fromArray(SPECIES, constants, EIGHT))
                .sub(LongVector.fromArray(SPECIES, s, b))
                .sub(LongVector.fromArray(SPECIES, s, c))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS).and(word)));
        LongVector t1 = LongVector.fromArray(SPECIES, s, a + WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, EIGHT + WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, b + WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, c + WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + WIDTH)
                        .and(word)));
        LongVector t2 = LongVector.fromArray(SPECIES, s, a + 2 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, EIGHT + 2 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, b + 2 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, c + 2 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 2 * WIDTH)
                        .and(word)));
        LongVector t3 = LongVector.fromArray(SPECIES, s, a + 3 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, EIGHT + 3 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, b + 3 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, c + 3 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 3 * WIDTH)
                        .and(word)));
        LongVector t4 = LongVector.fromArray(SPECIES, s, a + 4 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, EIGHT + 4 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, b + 4 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, c + 4 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 4 * WIDTH)
                        .and(word)));
        LongVector t5 = LongVector.fromArray(SPECIES, s, a + 5 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, EIGHT + 5 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, b + 5 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, c + 5 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 5 * WIDTH)
                        .and(word)));
        LongVector t6 = LongVector.fromArray(SPECIES, s, a + 6 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, EIGHT + 6 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, b + 6 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, c + 6 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 6 * WIDTH)
                        .and(word)));
        LongVector t7 = LongVector.fromArray(SPECIES, s, a + 7 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, EIGHT + 7 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, b + 7 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, c + 7 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 7 * WIDTH)
                        .and(word)));
        LongVector t8 = LongVector.fromArray(SPECIES, s, a + 8 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, EIGHT + 8 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, b + 8 * WIDTH))
                .sub(LongVector.fromArray(SPECIES, s, c + 8 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 8 * WIDTH)
                        .and(word)));
        t0.and(limb).intoArray(s, to);
        t1 = t1.add(t0.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t1.and(limb).intoArray(s, to + WIDTH);
        t2 = t2.add(t1.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t2.and(limb).intoArray(s, to + 2 * WIDTH);
        t3 = t3.add(t2.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t3.and(limb).intoArray(s, to + 3 * WIDTH);
        t4 = t4.add(t3.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t4.and(limb).intoArray(s, to + 4 * WIDTH);
        t5 = t5.add(t4.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t5.and(limb).intoArray(s, to + 5 * WIDTH);
        t6 = t6.add(t5.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t6.and(limb).intoArray(s, to + 6 * WIDTH);
        t7 = t7.add(t6.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t7.and(limb).intoArray(s, to + 7 * WIDTH);
        t8 = t8.add(t7.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t8.intoArray(s, to + 8 * WIDTH);
    }

    @Override
    void reduce(long[] s, int a, int to) {
        LongVector word = LongVector.broadcast(SPECIES, WORD_MASK);
        LongVector limb = LongVector.broadcast(SPECIES, LIMB_MASK);
        long[] constants = this.constants;
        LongVector q = LongVector.fromArray(SPECIES, s, a + 8 * WIDTH)
                .mul(LongVector.fromArray(SPECIES, constants, RECIPROCAL))
                .lanewise(VectorOperators.LSHR, Integer.SIZE);
        LongVector t0 = LongVector.fromArray(SPECIES, s, a)
                .add(LongVector.fromArray(SPECIES, constants, NONE))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS).and(word)));
        LongVector t1 = LongVector.fromArray(SPECIES, s, a + WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, NONE + WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + WIDTH)
                        .and(word)));
        LongVector t2 = LongVector.fromArray(SPECIES, s, a + 2 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, NONE + 2 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 2 * WIDTH)
                        .and(word)));
        LongVector t3 = LongVector.fromArray(SPECIES, s, a + 3 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, NONE + 3 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 3 * WIDTH)
                        .and(word)));
        LongVector t4 = LongVector.fromArray(SPECIES, s, a + 4 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, NONE + 4 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 4 * WIDTH)
                        .and(word)));
        LongVector t5 = LongVector.fromArray(SPECIES, s, a + 5 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, NONE + 5 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 5 * WIDTH)
                        .and(word)));
        LongVector t6 = LongVector.fromArray(SPECIES, s, a + 6 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, NONE + 6 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 6 * WIDTH)
                        .and(word)));
        LongVector t7 = LongVector.fromArray(SPECIES, s, a + 7 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, NONE + 7 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 7 * WIDTH)
                        .and(word)));
        LongVector t8 = LongVector.fromArray(SPECIES, s, a + 8 * WIDTH)
                .add(LongVector.fromArray(SPECIES, constants, NONE + 8 * WIDTH))
                .sub(q.mul(LongVector.fromArray(SPECIES, constants, MODULUS + 8 * WIDTH)
                        .and(word)));
        t0.and(limb).intoArray(s, to);
        t1 = t1.add(t0.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t1.and(limb).intoArray(s, to + WIDTH);
        t2 = t2.add(t1.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t2.and(limb).intoArray(s, to + 2 * WIDTH);
        t3 = t3.add(t2.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t3.and(limb).intoArray(s, to + 3 * WIDTH);
        t4 = t4.add(t3.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t4.and(limb).intoArray(s, to + 4 * WIDTH);
        t5 = t5.add(t4.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t5.and(limb).intoArray(s, to + 5 * WIDTH);
        t6 = t6.add(t5.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t6.and(limb).intoArray(s, to + 6 * WIDTH);
        t7 = t7.add(t6.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t7.and(limb).intoArray(s, to + 7 * WIDTH);
        t8 = t8.add(t7.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t8.intoArray(s, to + 8 * WIDTH);
    }

    @Override
    public void negate(long[] s, int row, long[] signs, int at) {
        LongVector limb = LongVector.broadcast(SPECIES, LIMB_MASK);
        LongVector zero = LongVector.broadcast(SPECIES, 0);
        VectorMask<Long> negative = LongVector.fromArray(SPECIES, signs, at).compare(VectorOperators.NE, zero);
        LongVector t0 = LongVector.fromArray(SPECIES, s, row)
                .lanewise(VectorOperators.NEG, negative)
                .add(LongVector.fromArray(SPECIES, constants, TWO), negative);
        LongVector t1 = LongVector.fromArray(SPECIES, s, row + WIDTH)
                .lanewise(VectorOperators.NEG, negative)
                .add(LongVector.fromArray(SPECIES, constants, TWO + WIDTH), negative);
        LongVector t2 = LongVector.fromArray(SPECIES, s, row + 2 * WIDTH)
                .lanewise(VectorOperators.NEG, negative)
                .add(LongVector.fromArray(SPECIES, constants, TWO + 2 * WIDTH), negative);
        LongVector t3 = LongVector.fromArray(SPECIES, s, row + 3 * WIDTH)
                .lanewise(VectorOperators.NEG, negative)
                .add(LongVector.fromArray(SPECIES, constants, TWO + 3 * WIDTH), negative);
        LongVector t4 = LongVector.fromArray(SPECIES, s, row + 4 * WIDTH)
                .lanewise(VectorOperators.NEG, negative)
                .add(LongVector.fromArray(SPECIES, constants, TWO + 4 * WIDTH), negative);
        LongVector t5 = LongVector.fromArray(SPECIES, s, row + 5 * WIDTH)
                .lanewise(VectorOperators.NEG, negative)
                .add(LongVector.fromArray(SPECIES, constants, TWO + 5 * WIDTH), negative);
        LongVector t6 = LongVector.fromArray(SPECIES, s, row + 6 * WIDTH)
                .lanewise(VectorOperators.NEG, negative)
                .add(LongVector.fromArray(SPECIES, constants, TWO + 6 * WIDTH), negative);
        LongVector t7 = LongVector.fromArray(SPECIES, s, row + 7 * WIDTH)
                .lanewise(VectorOperators.NEG, negative)
                .add(LongVector.fromArray(SPECIES, constants, TWO + 7 * WIDTH), negative);
        LongVector t8 = LongVector.fromArray(SPECIES, s, row + 8 * WIDTH)
                .lanewise(VectorOperators.NEG, negative)
                .add(LongVector.fromArray(SPECIES, constants, TWO + 8 * WIDTH), negative);
        t0.and(limb).intoArray(s, row);
        t1 = t1.add(t0.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t1.and(limb).intoArray(s, row + WIDTH);
        t2 = t2.add(t1.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t2.and(limb).intoArray(s, row + 2 * WIDTH);
        t3 = t3.add(t2.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t3.and(limb).intoArray(s, row + 3 * WIDTH);
        t4 = t4.add(t3.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t4.and(limb).intoArray(s, row + 4 * WIDTH);
        t5 = t5.add(t4.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t5.and(limb).intoArray(s, row + 5 * WIDTH);
        t6 = t6.add(t5.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t6.and(limb).intoArray(s, row + 6 * WIDTH);
        t7 = t7.add(t6.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t7.and(limb).intoArray(s, row + 7 * WIDTH);
        t8 = t8.add(t7.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t8.intoArray(s, row + 8 * WIDTH);
    }

    @Override
    public void load(long[] from, int plus, int[] offsets, int first, int step, long[] s, int to) {
        LongVector limb = LongVector.broadcast(SPECIES, LIMB_MASK);
        LongVector w0 = LongVector.fromArray(SPECIES, from, plus, offsets, first);
        LongVector w1 = LongVector.fromArray(SPECIES, from, plus + step, offsets, first);
        LongVector w2 = LongVector.fromArray(SPECIES, from, plus + 2 * step, offsets, first);
        LongVector w3 = LongVector.fromArray(SPECIES, from, plus + 3 * step, offsets, first);
        w0.and(limb).intoArray(s, to);
        w0.lanewise(VectorOperators.LSHR, 29).and(limb).intoArray(s, to + WIDTH);
        w0.lanewise(VectorOperators.LSHR, 58)
                .or(w1.lanewise(VectorOperators.LSHL, 6))
                .and(limb)
                .intoArray(s, to + 2 * WIDTH);
        w1.lanewise(VectorOperators.LSHR, 23).and(limb).intoArray(s, to + 3 * WIDTH);
        w1.lanewise(VectorOperators.LSHR, 52)
                .or(w2.lanewise(VectorOperators.LSHL, 12))
                .and(limb)
                .intoArray(s, to + 4 * WIDTH);
        w2.lanewise(VectorOperators.LSHR, 17).and(limb).intoArray(s, to + 5 * WIDTH);
        w2.lanewise(VectorOperators.LSHR, 46)
                .or(w3.lanewise(VectorOperators.LSHL, 18))
                .and(limb)
                .intoArray(s, to + 6 * WIDTH);
        w3.lanewise(VectorOperators.LSHR, 11).and(limb).intoArray(s, to + 7 * WIDTH);
        w3.lanewise(VectorOperators.LSHR, 40).intoArray(s, to + 8 * WIDTH);
    }

    @Override
    public void store(long[] s, int row, long[] to, int at) {
        LongVector.fromArray(SPECIES, s, row)
                .or(LongVector.fromArray(SPECIES, s, row + WIDTH).lanewise(VectorOperators.LSHL, 29))
                .or(LongVector.fromArray(SPECIES, s, row + 2 * WIDTH).lanewise(VectorOperators.LSHL, 58))
                .intoArray(to, at);
        LongVector.fromArray(SPECIES, s, row + 2 * WIDTH)
                .lanewise(VectorOperators.LSHR, 6)
                .or(LongVector.fromArray(SPECIES, s, row + 3 * WIDTH).lanewise(VectorOperators.LSHL, 23))
                .or(LongVector.fromArray(SPECIES, s, row + 4 * WIDTH).lanewise(VectorOperators.LSHL, 52))
                .intoArray(to, at + WIDTH);
        LongVector.fromArray(SPECIES, s, row + 4 * WIDTH)
                .lanewise(VectorOperators.LSHR, 12)
                .or(LongVector.fromArray(SPECIES, s, row + 5 * WIDTH).lanewise(VectorOperators.LSHL, 17))
                .or(LongVector.fromArray(SPECIES, s, row + 6 * WIDTH).lanewise(VectorOperators.LSHL, 46))
                .intoArray(to, at + 2 * WIDTH);
        LongVector.fromArray(SPECIES, s, row + 6 * WIDTH)
                .lanewise(VectorOperators.LSHR, 18)
                .or(LongVector.fromArray(SPECIES, s, row + 7 * WIDTH).lanewise(VectorOperators.LSHL, 11))
                .or(LongVector.fromArray(SPECIES, s, row + 8 * WIDTH).lanewise(VectorOperators.LSHL, 40))
                .intoArray(to, at + 3 * WIDTH);
    }

    @Override
    public void storeAt(long[] s, int row, long[] to, int plus, int[] offsets, int first) {
        LongVector.fromArray(SPECIES, s, row)
                .or(LongVector.fromArray(SPECIES, s, row + WIDTH).lanewise(VectorOperators.LSHL, 29))
                .or(LongVector.fromArray(SPECIES, s, row + 2 * WIDTH).lanewise(VectorOperators.LSHL, 58))
                .intoArray(to, plus, offsets, first);
        LongVector.fromArray(SPECIES, s, row + 2 * WIDTH)
                .lanewise(VectorOperators.LSHR, 6)
                .or(LongVector.fromArray(SPECIES, s, row + 3 * WIDTH).lanewise(VectorOperators.LSHL, 23))
                .or(LongVector.fromArray(SPECIES, s, row + 4 * WIDTH).lanewise(VectorOperators.LSHL, 52))
                .intoArray(to, plus + 1, offsets, first);
        LongVector.fromArray(SPECIES, s, row + 4 * WIDTH)
                .lanewise(VectorOperators.LSHR, 12)
                .or(LongVector.fromArray(SPECIES, s, row + 5 * WIDTH).lanewise(VectorOperators.LSHL, 17))
                .or(LongVector.fromArray(SPECIES, s, row + 6 * WIDTH).lanewise(VectorOperators.LSHL, 46))
                .intoArray(to, plus + 2, offsets, first);
        LongVector.fromArray(SPECIES, s, row + 6 * WIDTH)
                .lanewise(VectorOperators.LSHR, 18)
                .or(LongVector.fromArray(SPECIES, s, row + 7 * WIDTH).lanewise(VectorOperators.LSHL, 11))
                .or(LongVector.fromArray(SPECIES, s, row + 8 * WIDTH).lanewise(VectorOperators.LSHL, 40))
                .intoArray(to, plus + 3, offsets, first);
    }

    @Override
    public boolean maybeZero(long[] s, int row) {
        LongVector low = LongVector.fromArray(SPECIES, s, row);
        LongVector zero = LongVector.broadcast(SPECIES, 0);
        return low.compare(VectorOperators.EQ, zero)
                .or(low.compare(VectorOperators.EQ, LongVector.fromArray(SPECIES, constants, MODULUS)))
                .anyTrue();
    }

    @Override
    public boolean isZero(long[] s, int row, int lane) {
        long any = 0;
        long fromModulus = 0;
        for (int i = lane; i < ROW; i += WIDTH) {
            any |= s[row + i];
            fromModulus |= s[row + i] ^ constants[MODULUS + i];
        }
        return any == 0 || fromModulus == 0;
    }
}
