package dev.assay.node.prove.rows;

import java.math.BigInteger;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Numbers of 256 bits in nine limbs of 29: for BN254's two primes and the order of BLS12-381, of which R = 2^261 is
 * 169, 169 and 70 times. A column of two products and a reduction is 27 products below 2^58 and a carry below 2^34, so
 * below 2^63.
 */
final class NineLimbRows extends VectorRows {

    private static final int LIMBS = 9;
    private static final int LIMB_BITS = 29;
    private static final long LIMB_MASK = (1L << LIMB_BITS) - 1;
    private static final int ROW = LIMBS * WIDTH;
    private static final int TOP = ROW - WIDTH;

    NineLimbRows(BigInteger modulus) {
        super(modulus, 4, LIMBS, LIMB_BITS);
    }

    @Override
    public void multiply(long[] s, int a, int b, int to) {
        LongVector word = LongVector.broadcast(SPECIES, WORD_MASK);
        LongVector limb = LongVector.broadcast(SPECIES, LIMB_MASK);
        long[] p = this.p;
        LongVector b0 = LongVector.fromArray(SPECIES, s, b).and(word);
        LongVector b1 = LongVector.fromArray(SPECIES, s, b + WIDTH).and(word);
        LongVector b2 = LongVector.fromArray(SPECIES, s, b + 2 * WIDTH).and(word);
        LongVector b3 = LongVector.fromArray(SPECIES, s, b + 3 * WIDTH).and(word);
        LongVector b4 = LongVector.fromArray(SPECIES, s, b + 4 * WIDTH).and(word);
        LongVector b5 = LongVector.fromArray(SPECIES, s, b + 5 * WIDTH).and(word);
        LongVector b6 = LongVector.fromArray(SPECIES, s, b + 6 * WIDTH).and(word);
        LongVector b7 = LongVector.fromArray(SPECIES, s, b + 7 * WIDTH).and(word);
        LongVector b8 = LongVector.fromArray(SPECIES, s, b + 8 * WIDTH).and(word);
        LongVector p0 = LongVector.fromArray(SPECIES, p, 0).and(word);
        LongVector p1 = LongVector.fromArray(SPECIES, p, WIDTH).and(word);
        LongVector p2 = LongVector.fromArray(SPECIES, p, 2 * WIDTH).and(word);
        LongVector p3 = LongVector.fromArray(SPECIES, p, 3 * WIDTH).and(word);
        LongVector p4 = LongVector.fromArray(SPECIES, p, 4 * WIDTH).and(word);
        LongVector p5 = LongVector.fromArray(SPECIES, p, 5 * WIDTH).and(word);
        LongVector p6 = LongVector.fromArray(SPECIES, p, 6 * WIDTH).and(word);
        LongVector p7 = LongVector.fromArray(SPECIES, p, 7 * WIDTH).and(word);
        LongVector p8 = LongVector.fromArray(SPECIES, p, 8 * WIDTH).and(word);
        LongVector inverse = LongVector.fromArray(SPECIES, this.inverse, 0).and(word);
        LongVector t0 = LongVector.broadcast(SPECIES, 0);
        LongVector t1 = LongVector.broadcast(SPECIES, 0);
        LongVector t2 = LongVector.broadcast(SPECIES, 0);
        LongVector t3 = LongVector.broadcast(SPECIES, 0);
        LongVector t4 = LongVector.broadcast(SPECIES, 0);
        LongVector t5 = LongVector.broadcast(SPECIES, 0);
        LongVector t6 = LongVector.broadcast(SPECIES, 0);
        LongVector t7 = LongVector.broadcast(SPECIES, 0);
        LongVector t8 = LongVector.broadcast(SPECIES, 0);
        for (int i = 0; i < ROW; i += WIDTH) {
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
        long[] p = this.p;
        LongVector b0 = LongVector.fromArray(SPECIES, s, b).and(word);
        LongVector b1 = LongVector.fromArray(SPECIES, s, b + WIDTH).and(word);
        LongVector b2 = LongVector.fromArray(SPECIES, s, b + 2 * WIDTH).and(word);
        LongVector b3 = LongVector.fromArray(SPECIES, s, b + 3 * WIDTH).and(word);
        LongVector b4 = LongVector.fromArray(SPECIES, s, b + 4 * WIDTH).and(word);
        LongVector b5 = LongVector.fromArray(SPECIES, s, b + 5 * WIDTH).and(word);
        LongVector b6 = LongVector.fromArray(SPECIES, s, b + 6 * WIDTH).and(word);
        LongVector b7 = LongVector.fromArray(SPECIES, s, b + 7 * WIDTH).and(word);
        LongVector b8 = LongVector.fromArray(SPECIES, s, b + 8 * WIDTH).and(word);
        LongVector p0 = LongVector.fromArray(SPECIES, p, 0).and(word);
        LongVector p1 = LongVector.fromArray(SPECIES, p, WIDTH).and(word);
        LongVector p2 = LongVector.fromArray(SPECIES, p, 2 * WIDTH).and(word);
        LongVector p3 = LongVector.fromArray(SPECIES, p, 3 * WIDTH).and(word);
        LongVector p4 = LongVector.fromArray(SPECIES, p, 4 * WIDTH).and(word);
        LongVector p5 = LongVector.fromArray(SPECIES, p, 5 * WIDTH).and(word);
        LongVector p6 = LongVector.fromArray(SPECIES, p, 6 * WIDTH).and(word);
        LongVector p7 = LongVector.fromArray(SPECIES, p, 7 * WIDTH).and(word);
        LongVector p8 = LongVector.fromArray(SPECIES, p, 8 * WIDTH).and(word);
        LongVector inverse = LongVector.fromArray(SPECIES, this.inverse, 0).and(word);
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
        long[] p = this.p;
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
        LongVector p0 = LongVector.fromArray(SPECIES, p, 0).and(word);
        LongVector p1 = LongVector.fromArray(SPECIES, p, WIDTH).and(word);
        LongVector p2 = LongVector.fromArray(SPECIES, p, 2 * WIDTH).and(word);
        LongVector p3 = LongVector.fromArray(SPECIES, p, 3 * WIDTH).and(word);
        LongVector p4 = LongVector.fromArray(SPECIES, p, 4 * WIDTH).and(word);
        LongVector p5 = LongVector.fromArray(SPECIES, p, 5 * WIDTH).and(word);
        LongVector p6 = LongVector.fromArray(SPECIES, p, 6 * WIDTH).and(word);
        LongVector p7 = LongVector.fromArray(SPECIES, p, 7 * WIDTH).and(word);
        LongVector p8 = LongVector.fromArray(SPECIES, p, 8 * WIDTH).and(word);
        LongVector inverse = LongVector.fromArray(SPECIES, this.inverse, 0).and(word);
        LongVector t0 = LongVector.broadcast(SPECIES, 0);
        LongVector t1 = LongVector.broadcast(SPECIES, 0);
        LongVector t2 = LongVector.broadcast(SPECIES, 0);
        LongVector t3 = LongVector.broadcast(SPECIES, 0);
        LongVector t4 = LongVector.broadcast(SPECIES, 0);
        LongVector t5 = LongVector.broadcast(SPECIES, 0);
        LongVector t6 = LongVector.broadcast(SPECIES, 0);
        LongVector t7 = LongVector.broadcast(SPECIES, 0);
        LongVector t8 = LongVector.broadcast(SPECIES, 0);
        for (int i = 0; i < ROW; i += WIDTH) {
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
        add(s, a, b, to, TOP, LIMB_BITS);
    }

    @Override
    public void subtract(long[] s, int a, int b, int to) {
        subtract(s, a, b, to, TOP, LIMB_BITS);
    }

    @Override
    public void subtractBoth(long[] s, int a, int b, int c, int to) {
        subtractBoth(s, a, b, c, to, TOP, LIMB_BITS);
    }

    @Override
    void reduce(long[] s, int a, int to) {
        reduce(s, a, to, TOP, LIMB_BITS);
    }

    @Override
    public void negate(long[] s, int row, long[] signs, int at) {
        negate(s, row, signs, at, TOP, LIMB_BITS);
    }

    @Override
    void split(long[] s, int to) {
        LongVector limb = LongVector.broadcast(SPECIES, LIMB_MASK);
        LongVector w0 = LongVector.fromArray(SPECIES, s, 0);
        LongVector w1 = LongVector.fromArray(SPECIES, s, WIDTH);
        LongVector w2 = LongVector.fromArray(SPECIES, s, 2 * WIDTH);
        LongVector w3 = LongVector.fromArray(SPECIES, s, 3 * WIDTH);
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
}
