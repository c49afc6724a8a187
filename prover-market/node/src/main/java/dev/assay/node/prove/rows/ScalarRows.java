package dev.assay.node.prove.rows;

import java.math.BigInteger;

/** One number at a time, in four words and always below p, R = 2^256: runs on any processor, with any modules. */
final class ScalarRows extends PrimeRows {

    private static final int RADIX_BITS = 256;

    private final long p0;
    private final long p1;
    private final long p2;
    private final long p3;
    /** -1 / p modulo 2^64. */
    private final long inverse;

    ScalarRows(BigInteger modulus) {
        super(modulus, WORDS, RADIX_BITS, 1);
        long[] p = limbs(modulus);
        p0 = p[0];
        p1 = p[1];
        p2 = p[2];
        p3 = p[3];
        inverse = modulus.negate().modInverse(BigInteger.TWO.pow(Long.SIZE)).longValue();
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public int size() {
        return WORDS;
    }

    @Override
    long[] limbs(BigInteger raw) {
        long[] limbs = new long[WORDS];
        for (int i = 0; i < WORDS; i++) {
            limbs[i] = raw.shiftRight(Long.SIZE * i).longValue();
        }
        return limbs;
    }

    @Override
    BigInteger raw(long[] s, int row, int lane) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = WORDS; i-- > 0; ) {
            sum = sum.shiftLeft(Integer.SIZE)
                    .or(BigInteger.valueOf(s[row + i] >>> Integer.SIZE))
                    .shiftLeft(Integer.SIZE)
                    .or(BigInteger.valueOf(s[row + i] & 0xffffffffL));
        }
        return sum;
    }

    @Override
    public void load(long[] from, int plus, int[] offsets, int first, int step, long[] s, int to) {
        int at = offsets[first] + plus;
        for (int i = 0; i < WORDS; i++) {
            s[to + i] = from[at + i * step];
        }
    }

    @Override
    public void store(long[] s, int row, long[] to, int at) {
        System.arraycopy(s, row, to, at, WORDS);
    }

    @Override
    public void storeAt(long[] s, int row, long[] to, int plus, int[] offsets, int first) {
        System.arraycopy(s, row, to, offsets[first] + plus, WORDS);
    }

    /** Montgomery's product: each row of it is followed by its reduction. p leaves a bit of its top word empty. */
    @Override
    public void multiply(long[] s, int a, int b, int to) {
        long b0 = s[b];
        long b1 = s[b + 1];
        long b2 = s[b + 2];
        long b3 = s[b + 3];
        long t0 = 0;
        long t1 = 0;
        long t2 = 0;
        long t3 = 0;
        for (int i = 0; i < WORDS; i++) {
            long x = s[a + i];
            long low = x * b0;
            long sum = low + t0;
            long carry = Math.unsignedMultiplyHigh(x, b0) + carry(sum, low);
            long k = sum * inverse;
            long own = k * p0;
            // The lowest word becomes 0: it carries unless it was.
            long reduction = Math.unsignedMultiplyHigh(k, p0) + carry(own + sum, own);

            low = x * b1;
            long word = low + t1;
            long high = Math.unsignedMultiplyHigh(x, b1) + carry(word, low);
            sum = word + carry;
            carry = high + carry(sum, word);
            own = k * p1;
            word = own + sum;
            high = Math.unsignedMultiplyHigh(k, p1) + carry(word, own);
            t0 = word + reduction;
            reduction = high + carry(t0, word);

            low = x * b2;
            word = low + t2;
            high = Math.unsignedMultiplyHigh(x, b2) + carry(word, low);
            sum = word + carry;
            carry = high + carry(sum, word);
            own = k * p2;
            word = own + sum;
            high = Math.unsignedMultiplyHigh(k, p2) + carry(word, own);
            t1 = word + reduction;
            reduction = high + carry(t1, word);

            low = x * b3;
            word = low + t3;
            high = Math.unsignedMultiplyHigh(x, b3) + carry(word, low);
            sum = word + carry;
            carry = high + carry(sum, word);
            own = k * p3;
            word = own + sum;
            high = Math.unsignedMultiplyHigh(k, p3) + carry(word, own);
            t2 = word + reduction;
            t3 = carry + high + carry(t2, word);
        }
        putBelow(s, to, t0, t1, t2, t3);
    }

    /** 1 if a sum overflowed, by one of its terms. */
    private static long carry(long sum, long term) {
        return Long.compareUnsigned(sum, term) < 0 ? 1 : 0;
    }

    /** A number below 2 p, less p unless it is below. */
    private void putBelow(long[] s, int to, long t0, long t1, long t2, long t3) {
        long d0 = t0 - p0;
        long borrow = carry(t0, p0);
        long d1 = t1 - p1 - borrow;
        borrow = borrow(t1, p1, borrow);
        long d2 = t2 - p2 - borrow;
        borrow = borrow(t2, p2, borrow);
        long d3 = t3 - p3 - borrow;
        long keep = -borrow(t3, p3, borrow);
        s[to] = d0 ^ ((d0 ^ t0) & keep);
        s[to + 1] = d1 ^ ((d1 ^ t1) & keep);
        s[to + 2] = d2 ^ ((d2 ^ t2) & keep);
        s[to + 3] = d3 ^ ((d3 ^ t3) & keep);
    }

    @Override
    void multiplyAdd(long[] s, int a, int b, int c, int d, int to) {
        multiply(s, a, b, to);
        long t0 = s[to];
        long t1 = s[to + 1];
        long t2 = s[to + 2];
        long t3 = s[to + 3];
        multiply(s, c, d, to);
        addTo(s, to, t0, t1, t2, t3);
    }

    @Override
    public void add(long[] s, int a, int b, int to) {
        long t0 = s[b];
        long t1 = s[b + 1];
        long t2 = s[b + 2];
        long t3 = s[b + 3];
        System.arraycopy(s, a, s, to, WORDS);
        addTo(s, to, t0, t1, t2, t3);
    }

    private void addTo(long[] s, int to, long t0, long t1, long t2, long t3) {
        long r0 = s[to] + t0;
        long carry = carry(r0, t0);
        long sum = s[to + 1] + t1;
        long r1 = sum + carry;
        carry = carry(sum, t1) + carry(r1, carry);
        sum = s[to + 2] + t2;
        long r2 = sum + carry;
        carry = carry(sum, t2) + carry(r2, carry);
        putBelow(s, to, r0, r1, r2, s[to + 3] + t3 + carry);
    }

    @Override
    public void subtract(long[] s, int a, int b, int to) {
        subtract(s[a], s[a + 1], s[a + 2], s[a + 3], s, b, to);
    }

    private void subtract(long a0, long a1, long a2, long a3, long[] s, int b, int to) {
        long d0 = a0 - s[b];
        long borrow = borrow(a0, s[b], 0);
        long d1 = a1 - s[b + 1] - borrow;
        borrow = borrow(a1, s[b + 1], borrow);
        long d2 = a2 - s[b + 2] - borrow;
        borrow = borrow(a2, s[b + 2], borrow);
        long d3 = a3 - s[b + 3] - borrow;
        long wrapped = -borrow(a3, s[b + 3], borrow);
        long r0 = d0 + (p0 & wrapped);
        long carry = carry(r0, d0);
        long sum = d1 + (p1 & wrapped);
        long r1 = sum + carry;
        carry = carry(sum, d1) + carry(r1, carry);
        sum = d2 + (p2 & wrapped);
        long r2 = sum + carry;
        carry = carry(sum, d2) + carry(r2, carry);
        s[to] = r0;
        s[to + 1] = r1;
        s[to + 2] = r2;
        s[to + 3] = d3 + (p3 & wrapped) + carry;
    }

    @Override
    public void subtractBoth(long[] s, int a, int b, int c, int to) {
        long c0 = s[c];
        long c1 = s[c + 1];
        long c2 = s[c + 2];
        long c3 = s[c + 3];
        subtract(s, a, b, to);
        if ((c0 | c1 | c2 | c3) != 0) {
            // Less c is plus p - c.
            long borrow = borrow(p0, c0, 0);
            long n1 = p1 - c1 - borrow;
            borrow = borrow(p1, c1, borrow);
            long n2 = p2 - c2 - borrow;
            borrow = borrow(p2, c2, borrow);
            addTo(s, to, p0 - c0, n1, n2, p3 - c3 - borrow);
        }
    }

    @Override
    public void negate(long[] s, int row, long[] signs, int at) {
        if (signs[at] != 0) {
            subtract(0, 0, 0, 0, s, row, row);
        }
    }

    @Override
    void reduce(long[] s, int a, int to) {
        System.arraycopy(s, a, s, to, WORDS);
    }

    @Override
    public boolean maybeZero(long[] s, int row) {
        return s[row] == 0;
    }

    @Override
    public boolean isZero(long[] s, int row, int lane) {
        return (s[row] | s[row + 1] | s[row + 2] | s[row + 3]) == 0;
    }
}
