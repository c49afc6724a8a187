package dev.assay.node.prove.rows;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Inverses modulo an odd prime by division steps (D. Bernstein, B. Yang, "Fast constant-time gcd computation and modular
 * inversion", 2019), 30 at a time, in numbers of 30 bits and a signed top one. In variable time: nothing here is secret from
 * the machine that proves.
 */
final class Inverse {

    private static final int BITS = 30;
    private static final long MASK = (1L << BITS) - 1;
    /** What the quotient by six zeros is read off with has as many bits. */
    private static final int MAX_ZEROS = 6;

    private final int size;
    private final long[] modulus;
    /** 1 / p modulo 2^30. */
    private final long inverse;

    Inverse(BigInteger modulus) {
        this.size = modulus.bitLength() / BITS + 1;
        this.modulus = new long[size];
        for (int i = 0; i < size; i++) {
            this.modulus[i] = modulus.shiftRight(BITS * i).longValue() & MASK;
        }
        this.inverse = modulus.modInverse(BigInteger.ONE.shiftLeft(BITS)).longValue();
    }

    /** Replaces the number below p whose words of 64 bits these are; 0 stays 0. */
    void invert(long[] words) {
        long[] f = modulus.clone();
        long[] g = split(words);
        long[] d = new long[size];
        long[] e = new long[size];
        e[0] = 1;
        Steps steps = new Steps();
        while (!isZero(g)) {
            steps.run(f[0], g[0]);
            steps.divide(f, g);
            divideModulo(d, e, steps);
        }
        // f is 1 or -1, and d, from -2 p to p, is f over the number.
        addIfNegative(d);
        if (f[size - 1] < 0) {
            negate(d);
        }
        addIfNegative(d);
        join(d, words);
    }

    private long[] split(long[] words) {
        long[] limbs = new long[size];
        for (int i = 0; i < size; i++) {
            int at = BITS * i / Long.SIZE;
            int shift = BITS * i % Long.SIZE;
            long bits = at < words.length ? words[at] >>> shift : 0;
            limbs[i] =
                    (shift > Long.SIZE - BITS && at + 1 < words.length ? bits | words[at + 1] << -shift : bits) & MASK;
        }
        return limbs;
    }

    private static boolean isZero(long[] limbs) {
        long any = 0;
        for (long limb : limbs) {
            any |= limb;
        }
        return any == 0;
    }

    private void negate(long[] limbs) {
        long carry = 0;
        for (int i = 0; i < size - 1; i++) {
            carry -= limbs[i];
            limbs[i] = carry & MASK;
            carry >>= BITS;
        }
        limbs[size - 1] = carry - limbs[size - 1];
    }

    /** d and e, from -2 p to p, times the matrix over 2^30, modulo p: multiples of p make them divisible. */
    private void divideModulo(long[] d, long[] e, Steps steps) {
        long u = steps.u;
        long v = steps.v;
        long q = steps.q;
        long r = steps.r;
        long dSign = d[size - 1] >> (Long.SIZE - 1);
        long eSign = e[size - 1] >> (Long.SIZE - 1);
        long dTimes = (u & dSign) + (v & eSign);
        long eTimes = (q & dSign) + (r & eSign);
        long dCarry = u * d[0] + v * e[0];
        long eCarry = q * d[0] + r * e[0];
        dTimes -= (inverse * dCarry + dTimes) & MASK;
        eTimes -= (inverse * eCarry + eTimes) & MASK;
        dCarry = (dCarry + modulus[0] * dTimes) >> BITS;
        eCarry = (eCarry + modulus[0] * eTimes) >> BITS;
        for (int i = 1; i < size; i++) {
            dCarry += u * d[i] + v * e[i] + modulus[i] * dTimes;
            eCarry += q * d[i] + r * e[i] + modulus[i] * eTimes;
            d[i - 1] = dCarry & MASK;
            e[i - 1] = eCarry & MASK;
            dCarry >>= BITS;
            eCarry >>= BITS;
        }
        d[size - 1] = dCarry;
        e[size - 1] = eCarry;
    }

    private void addIfNegative(long[] limbs) {
        long sign = limbs[size - 1] >> (Long.SIZE - 1);
        long carry = 0;
        for (int i = 0; i < size - 1; i++) {
            carry += limbs[i] + (modulus[i] & sign);
            limbs[i] = carry & MASK;
            carry >>= BITS;
        }
        limbs[size - 1] += carry + (modulus[size - 1] & sign);
    }

    private void join(long[] limbs, long[] words) {
        Arrays.fill(words, 0);
        for (int i = 0; i < size; i++) {
            int at = BITS * i / Long.SIZE;
            int shift = BITS * i % Long.SIZE;
            if (at < words.length) {
                words[at] |= limbs[i] << shift;
            }
            if (shift > Long.SIZE - BITS && at + 1 < words.length) {
                words[at + 1] |= limbs[i] >>> -shift;
            }
        }
    }

    /** Thirty division steps on the low bits of f and g, as the matrix that they multiply both by. */
    private final class Steps {

        private long u;
        private long v;
        private long q;
        private long r;
        /** Minus the paper's delta. */
        private int eta = -1;

        void run(long fLow, long gLow) {
            long f = fLow;
            long g = gLow;
            u = 1;
            v = 0;
            q = 0;
            r = 1;
            int left = BITS;
            while (true) {
                int zeros = Long.numberOfTrailingZeros(g | -1L << left);
                g >>= zeros;
                u <<= zeros;
                v <<= zeros;
                eta -= zeros;
                left -= zeros;
                if (left == 0) {
                    return;
                }
                if (eta < 0) {
                    eta = -eta;
                    long oldF = f;
                    f = g;
                    g = -oldF;
                    swap();
                }
                // As many low bits of g become zero as the steps until the next exchange, at most.
                int zeroed = Math.min(Math.min(eta + 1, left), MAX_ZEROS);
                long times = f * g * (f * f - 2) & ((1L << zeroed) - 1);
                g += f * times;
                q += u * times;
                r += v * times;
            }
        }

        private void swap() {
            long oldU = u;
            u = q;
            q = -oldU;
            long oldV = v;
            v = r;
            r = -oldV;
        }

        /** f and g times the matrix, over 2^30. */
        void divide(long[] f, long[] g) {
            long fCarry = (u * f[0] + v * g[0]) >> BITS;
            long gCarry = (q * f[0] + r * g[0]) >> BITS;
            for (int i = 1; i < size; i++) {
                fCarry += u * f[i] + v * g[i];
                gCarry += q * f[i] + r * g[i];
                f[i - 1] = fCarry & MASK;
                g[i - 1] = gCarry & MASK;
                fCarry >>= BITS;
                gCarry >>= BITS;
            }
            f[size - 1] = fCarry;
            g[size - 1] = gCarry;
        }
    }
}
