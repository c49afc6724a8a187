package dev.assay.node.prove.rows;

import java.math.BigInteger;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Numbers of 384 bits in fourteen limbs of 28: for the coordinates of BLS12-381, of whose prime R = 2^392 is 2519
 * times. A column of two products and a reduction is 42 products below 2^56 and a carry below 2^35, so below 2^62;
 * limbs of 29 bits would take it to 2^63.4, and thirteen of 30 bits over a lane.
 *
 * <p>The accumulators, a factor and what multiplies it are the 32 registers of 512 bits; p comes from the stack. With
 * 16 registers of 256 bits most of it does, and it still takes less than half of what one number at a time does.
 */
final class FourteenLimbRows extends VectorRows {

    private static final int LIMBS = 14;
    private static final int LIMB_BITS = 28;
    private static final long LIMB_MASK = (1L << LIMB_BITS) - 1;
    private static final int ROW = LIMBS * WIDTH;
    private static final int TOP = ROW - WIDTH;

    FourteenLimbRows(BigInteger modulus) {
        super(modulus, 6, LIMBS, LIMB_BITS);
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
        LongVector b9 = LongVector.fromArray(SPECIES, s, b + 9 * WIDTH).and(word);
        LongVector b10 = LongVector.fromArray(SPECIES, s, b + 10 * WIDTH).and(word);
        LongVector b11 = LongVector.fromArray(SPECIES, s, b + 11 * WIDTH).and(word);
        LongVector b12 = LongVector.fromArray(SPECIES, s, b + 12 * WIDTH).and(word);
        LongVector b13 = LongVector.fromArray(SPECIES, s, b + 13 * WIDTH).and(word);
        LongVector p0 = LongVector.fromArray(SPECIES, p, 0).and(word);
        LongVector p1 = LongVector.fromArray(SPECIES, p, WIDTH).and(word);
        LongVector p2 = LongVector.fromArray(SPECIES, p, 2 * WIDTH).and(word);
        LongVector p3 = LongVector.fromArray(SPECIES, p, 3 * WIDTH).and(word);
        LongVector p4 = LongVector.fromArray(SPECIES, p, 4 * WIDTH).and(word);
        LongVector p5 = LongVector.fromArray(SPECIES, p, 5 * WIDTH).and(word);
        LongVector p6 = LongVector.fromArray(SPECIES, p, 6 * WIDTH).and(word);
        LongVector p7 = LongVector.fromArray(SPECIES, p, 7 * WIDTH).and(word);
        LongVector p8 = LongVector.fromArray(SPECIES, p, 8 * WIDTH).and(word);
        LongVector p9 = LongVector.fromArray(SPECIES, p, 9 * WIDTH).and(word);
        LongVector p10 = LongVector.fromArray(SPECIES, p, 10 * WIDTH).and(word);
        LongVector p11 = LongVector.fromArray(SPECIES, p, 11 * WIDTH).and(word);
        LongVector p12 = LongVector.fromArray(SPECIES, p, 12 * WIDTH).and(word);
        LongVector p13 = LongVector.fromArray(SPECIES, p, 13 * WIDTH).and(word);
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
        LongVector t9 = LongVector.broadcast(SPECIES, 0);
        LongVector t10 = LongVector.broadcast(SPECIES, 0);
        LongVector t11 = LongVector.broadcast(SPECIES, 0);
        LongVector t12 = LongVector.broadcast(SPECIES, 0);
        LongVector t13 = LongVector.broadcast(SPECIES, 0);
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
            t9 = t9.add(x.mul(b9));
            t10 = t10.add(x.mul(b10));
            t11 = t11.add(x.mul(b11));
            t12 = t12.add(x.mul(b12));
            t13 = t13.add(x.mul(b13));
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
            t8 = t9.add(k.mul(p9));
            t9 = t10.add(k.mul(p10));
            t10 = t11.add(k.mul(p11));
            t11 = t12.add(k.mul(p12));
            t12 = t13.add(k.mul(p13));
            t13 = LongVector.broadcast(SPECIES, 0);
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
        t8.and(limb).intoArray(s, to + 8 * WIDTH);
        t9 = t9.add(t8.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t9.and(limb).intoArray(s, to + 9 * WIDTH);
        t10 = t10.add(t9.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t10.and(limb).intoArray(s, to + 10 * WIDTH);
        t11 = t11.add(t10.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t11.and(limb).intoArray(s, to + 11 * WIDTH);
        t12 = t12.add(t11.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t12.and(limb).intoArray(s, to + 12 * WIDTH);
        t13 = t13.add(t12.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t13.intoArray(s, to + 13 * WIDTH);
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
        LongVector b9 = LongVector.fromArray(SPECIES, s, b + 9 * WIDTH).and(word);
        LongVector b10 = LongVector.fromArray(SPECIES, s, b + 10 * WIDTH).and(word);
        LongVector b11 = LongVector.fromArray(SPECIES, s, b + 11 * WIDTH).and(word);
        LongVector b12 = LongVector.fromArray(SPECIES, s, b + 12 * WIDTH).and(word);
        LongVector b13 = LongVector.fromArray(SPECIES, s, b + 13 * WIDTH).and(word);
        LongVector d0 = LongVector.fromArray(SPECIES, s, d).and(word);
        LongVector d1 = LongVector.fromArray(SPECIES, s, d + WIDTH).and(word);
        LongVector d2 = LongVector.fromArray(SPECIES, s, d + 2 * WIDTH).and(word);
        LongVector d3 = LongVector.fromArray(SPECIES, s, d + 3 * WIDTH).and(word);
        LongVector d4 = LongVector.fromArray(SPECIES, s, d + 4 * WIDTH).and(word);
        LongVector d5 = LongVector.fromArray(SPECIES, s, d + 5 * WIDTH).and(word);
        LongVector d6 = LongVector.fromArray(SPECIES, s, d + 6 * WIDTH).and(word);
        LongVector d7 = LongVector.fromArray(SPECIES, s, d + 7 * WIDTH).and(word);
        LongVector d8 = LongVector.fromArray(SPECIES, s, d + 8 * WIDTH).and(word);
        LongVector d9 = LongVector.fromArray(SPECIES, s, d + 9 * WIDTH).and(word);
        LongVector d10 = LongVector.fromArray(SPECIES, s, d + 10 * WIDTH).and(word);
        LongVector d11 = LongVector.fromArray(SPECIES, s, d + 11 * WIDTH).and(word);
        LongVector d12 = LongVector.fromArray(SPECIES, s, d + 12 * WIDTH).and(word);
        LongVector d13 = LongVector.fromArray(SPECIES, s, d + 13 * WIDTH).and(word);
        LongVector p0 = LongVector.fromArray(SPECIES, p, 0).and(word);
        LongVector p1 = LongVector.fromArray(SPECIES, p, WIDTH).and(word);
        LongVector p2 = LongVector.fromArray(SPECIES, p, 2 * WIDTH).and(word);
        LongVector p3 = LongVector.fromArray(SPECIES, p, 3 * WIDTH).and(word);
        LongVector p4 = LongVector.fromArray(SPECIES, p, 4 * WIDTH).and(word);
        LongVector p5 = LongVector.fromArray(SPECIES, p, 5 * WIDTH).and(word);
        LongVector p6 = LongVector.fromArray(SPECIES, p, 6 * WIDTH).and(word);
        LongVector p7 = LongVector.fromArray(SPECIES, p, 7 * WIDTH).and(word);
        LongVector p8 = LongVector.fromArray(SPECIES, p, 8 * WIDTH).and(word);
        LongVector p9 = LongVector.fromArray(SPECIES, p, 9 * WIDTH).and(word);
        LongVector p10 = LongVector.fromArray(SPECIES, p, 10 * WIDTH).and(word);
        LongVector p11 = LongVector.fromArray(SPECIES, p, 11 * WIDTH).and(word);
        LongVector p12 = LongVector.fromArray(SPECIES, p, 12 * WIDTH).and(word);
        LongVector p13 = LongVector.fromArray(SPECIES, p, 13 * WIDTH).and(word);
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
        LongVector t9 = LongVector.broadcast(SPECIES, 0);
        LongVector t10 = LongVector.broadcast(SPECIES, 0);
        LongVector t11 = LongVector.broadcast(SPECIES, 0);
        LongVector t12 = LongVector.broadcast(SPECIES, 0);
        LongVector t13 = LongVector.broadcast(SPECIES, 0);
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
            t9 = t9.add(x.mul(b9)).add(y.mul(d9));
            t10 = t10.add(x.mul(b10)).add(y.mul(d10));
            t11 = t11.add(x.mul(b11)).add(y.mul(d11));
            t12 = t12.add(x.mul(b12)).add(y.mul(d12));
            t13 = t13.add(x.mul(b13)).add(y.mul(d13));
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
            t8 = t9.add(k.mul(p9));
            t9 = t10.add(k.mul(p10));
            t10 = t11.add(k.mul(p11));
            t11 = t12.add(k.mul(p12));
            t12 = t13.add(k.mul(p13));
            t13 = LongVector.broadcast(SPECIES, 0);
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
        t8.and(limb).intoArray(s, to + 8 * WIDTH);
        t9 = t9.add(t8.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t9.and(limb).intoArray(s, to + 9 * WIDTH);
        t10 = t10.add(t9.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t10.and(limb).intoArray(s, to + 10 * WIDTH);
        t11 = t11.add(t10.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t11.and(limb).intoArray(s, to + 11 * WIDTH);
        t12 = t12.add(t11.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t12.and(limb).intoArray(s, to + 12 * WIDTH);
        t13 = t13.add(t12.lanewise(VectorOperators.LSHR, LIMB_BITS));
        t13.intoArray(s, to + 13 * WIDTH);
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
        LongVector w4 = LongVector.fromArray(SPECIES, s, 4 * WIDTH);
        LongVector w5 = LongVector.fromArray(SPECIES, s, 5 * WIDTH);
        w0.and(limb).intoArray(s, to);
        w0.lanewise(VectorOperators.LSHR, 28).and(limb).intoArray(s, to + WIDTH);
        w0.lanewise(VectorOperators.LSHR, 56)
                .or(w1.lanewise(VectorOperators.LSHL, 8))
                .and(limb)
                .intoArray(s, to + 2 * WIDTH);
        w1.lanewise(VectorOperators.LSHR, 20).and(limb).intoArray(s, to + 3 * WIDTH);
        w1.lanewise(VectorOperators.LSHR, 48)
                .or(w2.lanewise(VectorOperators.LSHL, 16))
                .and(limb)
                .intoArray(s, to + 4 * WIDTH);
        w2.lanewise(VectorOperators.LSHR, 12).and(limb).intoArray(s, to + 5 * WIDTH);
        w2.lanewise(VectorOperators.LSHR, 40)
                .or(w3.lanewise(VectorOperators.LSHL, 24))
                .and(limb)
                .intoArray(s, to + 6 * WIDTH);
        w3.lanewise(VectorOperators.LSHR, 4).and(limb).intoArray(s, to + 7 * WIDTH);
        w3.lanewise(VectorOperators.LSHR, 32).and(limb).intoArray(s, to + 8 * WIDTH);
        w3.lanewise(VectorOperators.LSHR, 60)
                .or(w4.lanewise(VectorOperators.LSHL, 4))
                .and(limb)
                .intoArray(s, to + 9 * WIDTH);
        w4.lanewise(VectorOperators.LSHR, 24).and(limb).intoArray(s, to + 10 * WIDTH);
        w4.lanewise(VectorOperators.LSHR, 52)
                .or(w5.lanewise(VectorOperators.LSHL, 12))
                .and(limb)
                .intoArray(s, to + 11 * WIDTH);
        w5.lanewise(VectorOperators.LSHR, 16).and(limb).intoArray(s, to + 12 * WIDTH);
        w5.lanewise(VectorOperators.LSHR, 44).intoArray(s, to + 13 * WIDTH);
    }

    @Override
    public void store(long[] s, int row, long[] to, int at) {
        LongVector.fromArray(SPECIES, s, row)
                .or(LongVector.fromArray(SPECIES, s, row + WIDTH).lanewise(VectorOperators.LSHL, 28))
                .or(LongVector.fromArray(SPECIES, s, row + 2 * WIDTH).lanewise(VectorOperators.LSHL, 56))
                .intoArray(to, at);
        LongVector.fromArray(SPECIES, s, row + 2 * WIDTH)
                .lanewise(VectorOperators.LSHR, 8)
                .or(LongVector.fromArray(SPECIES, s, row + 3 * WIDTH).lanewise(VectorOperators.LSHL, 20))
                .or(LongVector.fromArray(SPECIES, s, row + 4 * WIDTH).lanewise(VectorOperators.LSHL, 48))
                .intoArray(to, at + WIDTH);
        LongVector.fromArray(SPECIES, s, row + 4 * WIDTH)
                .lanewise(VectorOperators.LSHR, 16)
                .or(LongVector.fromArray(SPECIES, s, row + 5 * WIDTH).lanewise(VectorOperators.LSHL, 12))
                .or(LongVector.fromArray(SPECIES, s, row + 6 * WIDTH).lanewise(VectorOperators.LSHL, 40))
                .intoArray(to, at + 2 * WIDTH);
        LongVector.fromArray(SPECIES, s, row + 6 * WIDTH)
                .lanewise(VectorOperators.LSHR, 24)
                .or(LongVector.fromArray(SPECIES, s, row + 7 * WIDTH).lanewise(VectorOperators.LSHL, 4))
                .or(LongVector.fromArray(SPECIES, s, row + 8 * WIDTH).lanewise(VectorOperators.LSHL, 32))
                .or(LongVector.fromArray(SPECIES, s, row + 9 * WIDTH).lanewise(VectorOperators.LSHL, 60))
                .intoArray(to, at + 3 * WIDTH);
        LongVector.fromArray(SPECIES, s, row + 9 * WIDTH)
                .lanewise(VectorOperators.LSHR, 4)
                .or(LongVector.fromArray(SPECIES, s, row + 10 * WIDTH).lanewise(VectorOperators.LSHL, 24))
                .or(LongVector.fromArray(SPECIES, s, row + 11 * WIDTH).lanewise(VectorOperators.LSHL, 52))
                .intoArray(to, at + 4 * WIDTH);
        LongVector.fromArray(SPECIES, s, row + 11 * WIDTH)
                .lanewise(VectorOperators.LSHR, 12)
                .or(LongVector.fromArray(SPECIES, s, row + 12 * WIDTH).lanewise(VectorOperators.LSHL, 16))
                .or(LongVector.fromArray(SPECIES, s, row + 13 * WIDTH).lanewise(VectorOperators.LSHL, 44))
                .intoArray(to, at + 5 * WIDTH);
    }
}
