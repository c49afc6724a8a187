// The inverse in a prime field, in variable time: nothing here is secret from the machine that proves.
#pragma once
#include "field.hpp"

namespace assay::ASSAY_LEVEL {

/// D. Bernstein, B.-Y. Yang, "Fast constant-time gcd computation and modular inversion" (2019): 62 division steps at a
/// time on the lowest words alone, gathered into a matrix that is then applied to the whole numbers. Numbers are limbs
/// of 62 bits, the highest signed.
template <class P>
class Inverter {
    static constexpr int L = (64 * P::words + 1) / 62 + 1;
    static constexpr uint64_t mask = (uint64_t(1) << 62) - 1;
    using int128 = __int128;

    struct Number {
        int64_t limb[L];
    };
    /// 2^62 times what 62 steps do to (f, g).
    struct Matrix {
        int64_t u, v, q, r;
    };

    static constexpr Number number(const Words<P::words>& a) {
        Number n{};
        for (int i = 0; i < L; i++) {
            int bit = 62 * i, word = bit / 64, shift = bit % 64;
            uint64_t bits = word < P::words ? a.w[word] >> shift : 0;
            if (shift > 2 && word + 1 < P::words) bits |= a.w[word + 1] << (64 - shift);
            n.limb[i] = int64_t(bits & mask);
        }
        return n;
    }

    static int64_t steps(int64_t eta, uint64_t f, uint64_t g, Matrix& matrix) {
        uint64_t u = 1, v = 0, q = 0, r = 1;
        for (int left = 62;;) {
            int zeros = __builtin_ctzll(g | ~uint64_t(0) << left);
            g >>= zeros;
            u <<= zeros;
            v <<= zeros;
            eta -= zeros;
            left -= zeros;
            if (left == 0) break;
            if (eta < 0) {
                eta = -eta;
                uint64_t t = f;
                f = g, g = -t;
                t = u, u = q, q = -t;
                t = v, v = r, r = -t;
            }
            // f times this, added to g, clears as many low bits of g as may be cleared before the next swap, at most 6.
            int limit = eta + 1 > left ? left : int(eta + 1);
            uint64_t low = (~uint64_t(0) >> (64 - limit)) & 63;
            uint64_t multiple = (f * g * (f * f - 2)) & low;
            g += f * multiple;
            q += u * multiple;
            r += v * multiple;
        }
        matrix = {int64_t(u), int64_t(v), int64_t(q), int64_t(r)};
        return eta;
    }

    /// (f, g) := matrix (f, g) / 2^62, which is exact.
    static void apply(Number& f, Number& g, const Matrix& t) {
        int128 cf = int128(t.u) * f.limb[0] + int128(t.v) * g.limb[0];
        int128 cg = int128(t.q) * f.limb[0] + int128(t.r) * g.limb[0];
        for (int i = 1; i < L; i++) {
            cf = (cf >> 62) + int128(t.u) * f.limb[i] + int128(t.v) * g.limb[i];
            cg = (cg >> 62) + int128(t.q) * f.limb[i] + int128(t.r) * g.limb[i];
            f.limb[i - 1] = int64_t(uint64_t(cf) & mask);
            g.limb[i - 1] = int64_t(uint64_t(cg) & mask);
        }
        f.limb[L - 1] = int64_t(cf >> 62);
        g.limb[L - 1] = int64_t(cg >> 62);
    }

    /// (d, e) := matrix (d, e) / 2^62 modulo P; both stay between -2P and P.
    static void apply_modulo(Number& d, Number& e, const Matrix& t) {
        constexpr Number p = number(P::modulus);
        constexpr uint64_t minus_p_inverse = minus_inverse<P>();
        int64_t sd = d.limb[L - 1] >> 63, se = e.limb[L - 1] >> 63;
        int64_t md = (t.u & sd) + (t.v & se), me = (t.q & sd) + (t.r & se);
        int128 cd = int128(t.u) * d.limb[0] + int128(t.v) * e.limb[0];
        int128 ce = int128(t.q) * d.limb[0] + int128(t.r) * e.limb[0];
        md -= int64_t((uint64_t(md) - minus_p_inverse * uint64_t(cd)) & mask);
        me -= int64_t((uint64_t(me) - minus_p_inverse * uint64_t(ce)) & mask);
        cd += int128(p.limb[0]) * md;
        ce += int128(p.limb[0]) * me;
        for (int i = 1; i < L; i++) {
            cd = (cd >> 62) + int128(t.u) * d.limb[i] + int128(t.v) * e.limb[i] + int128(p.limb[i]) * md;
            ce = (ce >> 62) + int128(t.q) * d.limb[i] + int128(t.r) * e.limb[i] + int128(p.limb[i]) * me;
            d.limb[i - 1] = int64_t(uint64_t(cd) & mask);
            e.limb[i - 1] = int64_t(uint64_t(ce) & mask);
        }
        d.limb[L - 1] = int64_t(cd >> 62);
        e.limb[L - 1] = int64_t(ce >> 62);
    }

    static void add(Number& a, const Number& b, int64_t sign) {
        int64_t carry = 0;
        for (int i = 0; i < L; i++) {
            carry += a.limb[i] + sign * b.limb[i];
            a.limb[i] = i < L - 1 ? carry & int64_t(mask) : carry;
            carry >>= 62;
        }
    }

    static bool is_zero(const Number& a) {
        int64_t any = 0;
        for (int64_t limb : a.limb) any |= limb;
        return any == 0;
    }

public:
    /// 1 / a as plain numbers modulo P; 0 for 0.
    static Words<P::words> invert(const Words<P::words>& a) {
        constexpr Number p = number(P::modulus);
        Number d{}, e{}, f = p, g = number(a);
        e.limb[0] = 1;
        for (int64_t eta = -1; !is_zero(g);) {
            Matrix t;
            eta = steps(eta, uint64_t(f.limb[0]), uint64_t(g.limb[0]), t);
            apply_modulo(d, e, t);
            apply(f, g, t);
        }
        // Now f is 1 or -1 and d its cofactor; for a = 0, f is still P and d is 0.
        if (f.limb[L - 1] < 0) {
            Number negated{};
            add(negated, d, -1);
            d = negated;
        }
        while (d.limb[L - 1] < 0) add(d, p, 1);
        Number reduced = d;
        add(reduced, p, -1);
        if (reduced.limb[L - 1] >= 0) d = reduced;
        return words(d);
    }

private:
    static Words<P::words> words(const Number& a) {
        Words<P::words> out{};
        for (int i = 0; i < L; i++) {
            int bit = 62 * i, word = bit / 64, shift = bit % 64;
            if (word < P::words) out.w[word] |= uint64_t(a.limb[i]) << shift;
            if (shift > 2 && word + 1 < P::words) out.w[word + 1] |= uint64_t(a.limb[i]) >> (64 - shift);
        }
        return out;
    }
};

/// 1 / a; 0 for 0.
template <class P>
Field<P> inverse(const Field<P>& a) {
    Words<P::words> plain;
    for (int i = 0; i < P::words; i++) plain.w[i] = a.w[i];
    // a R becomes 1 / (a R); two factors R^2 / R make it R / a.
    constexpr Words<P::words> r2 = power_of_two<P>(2 * Field<P>::r_bits);
    Field<P> inverted = Field<P>::of(Inverter<P>::invert(plain));
    return inverted * Field<P>::of(r2) * Field<P>::of(r2);
}

}  // namespace assay::ASSAY_LEVEL
