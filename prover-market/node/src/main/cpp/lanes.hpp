// A prime field in eight lanes of AVX-512 with its multiply-add of 52 bits (IFMA), and the shape that algorithms see.
#pragma once
#include <immintrin.h>

#include "field.hpp"

/// Rows of lanes live in registers only as long as nothing is called.
#define ASSAY_INLINE [[gnu::always_inline]] inline

namespace assay::ASSAY_LEVEL {

/// Eight elements of the field of order P, side by side: limb i of all of them is vector i. Montgomery form with
/// R = 2^(52 L), which leaves at least 5 bits above P. They are what "lazy" lives on: a value is below some small
/// multiple of P, said with each operation, and is brought down only where it is stored.
template <class P>
struct Lanes {
    using Prime = P;
    using Scalar = Field<P>;
    using Mask = __mmask8;
    static constexpr int width = 8;
    static constexpr int N = P::words;
    /// An element in memory.
    static constexpr int words = N;
    static constexpr int L = (64 * N + 51) / 52;
    static constexpr int r_bits = 52 * L;
    static constexpr long long limb_mask = (1LL << 52) - 1;

    __m512i v[L];

    /// A product before its reduction: limbs may be larger than 52 bits, and negative.
    struct Wide {
        __m512i v[2 * L];

        friend Wide operator+(Wide a, const Wide& b) {
#pragma GCC unroll 16
            for (int i = 0; i < 2 * L; i++) a.v[i] = _mm512_add_epi64(a.v[i], b.v[i]);
            return a;
        }
        friend Wide operator-(Wide a, const Wide& b) {
#pragma GCC unroll 16
            for (int i = 0; i < 2 * L; i++) a.v[i] = _mm512_sub_epi64(a.v[i], b.v[i]);
            return a;
        }
    };

    static Lanes zero() {
        Lanes a;
        for (auto& limb : a.v) limb = _mm512_setzero_si512();
        return a;
    }
    static Lanes all(const Words<N>& a) {
        Lanes r;
        for (int i = 0; i < L; i++) r.v[i] = _mm512_set1_epi64(int64_t(bits52(a, 52 * i)));
        return r;
    }
    static Lanes one() { return raw_power_of_two<r_bits>(); }
    /// 2^k as a plain number modulo P in each lane.
    template <int k>
    static Lanes raw_power_of_two() {
        constexpr Words<N> power = power_of_two<P>(k);
        return all(power);
    }

    // ---- arithmetic ----

    /// Below 64 P for BN254 and 32 P for BLS12-381's Fr if both are below 5.6 P: any sums are limited by 52 L bits alone.
    ASSAY_INLINE friend Lanes operator+(Lanes a, const Lanes& b) {
#pragma GCC unroll 8
        for (int i = 0; i < L; i++) a.v[i] = _mm512_add_epi64(a.v[i], b.v[i]);
        return a.carried();
    }

    /// a - b + 2 P for b up to 2 P.
    ASSAY_INLINE friend Lanes operator-(Lanes a, const Lanes& b) {
#pragma GCC unroll 8
        for (int i = 0; i < L; i++) a.v[i] = _mm512_add_epi64(_mm512_sub_epi64(a.v[i], b.v[i]), multiple(2, i));
        return a.carried();
    }

    /// 2 P - a where the mask says so, for a up to 2 P. The limbs are not carried: good for one addition or subtraction.
    ASSAY_INLINE Lanes negated(Mask where) const {
        Lanes r;
#pragma GCC unroll 8
        for (int i = 0; i < L; i++) r.v[i] = _mm512_mask_sub_epi64(v[i], where, multiple(2, i), v[i]);
        return r;
    }

    /// a b / R, below 2 P if a b is below R P.
    ASSAY_INLINE friend Lanes operator*(const Lanes& a, const Lanes& b) {
        if constexpr (L > 5) return called_product(a, b);
        return reduced(wide(a, b));
    }
    ASSAY_INLINE Lanes square() const { return *this * *this; }
    /// Eight limbs do not fit into the registers with anything else.
    [[gnu::noinline]] static Lanes called_product(const Lanes& a, const Lanes& b) { return reduced(wide(a, b)); }

    ASSAY_INLINE static Wide wide(const Lanes& a, const Lanes& b) {
        Wide t;
        for (auto& limb : t.v) limb = _mm512_setzero_si512();
#pragma GCC unroll 8
        for (int i = 0; i < L; i++) {
#pragma GCC unroll 8
            for (int j = 0; j < L; j++) {
                t.v[i + j] = _mm512_madd52lo_epu64(t.v[i + j], a.v[i], b.v[j]);
                t.v[i + j + 1] = _mm512_madd52hi_epu64(t.v[i + j + 1], a.v[i], b.v[j]);
            }
        }
        return t;
    }

    /// Montgomery's reduction: t / R + (0 to 1) P, plus a multiple of P.
    template <int plus = 0>
    ASSAY_INLINE static Lanes reduced(Wide t) {
        constexpr uint64_t inverse = minus_inverse<P>() & uint64_t(limb_mask);
        const __m512i inv = _mm512_set1_epi64(int64_t(inverse));
        const __m512i none = _mm512_setzero_si512();
#pragma GCC unroll 8
        for (int i = 0; i < L; i++) {
            __m512i m = _mm512_madd52lo_epu64(none, t.v[i], inv);
#pragma GCC unroll 8
            for (int j = 0; j < L; j++) {
                t.v[i + j] = _mm512_madd52lo_epu64(t.v[i + j], m, multiple(1, j));
                t.v[i + j + 1] = _mm512_madd52hi_epu64(t.v[i + j + 1], m, multiple(1, j));
            }
            t.v[i + 1] = _mm512_add_epi64(t.v[i + 1], _mm512_srai_epi64(t.v[i], 52));
        }
        Lanes r;
#pragma GCC unroll 8
        for (int i = 0; i < L; i++) r.v[i] = plus ? _mm512_add_epi64(t.v[L + i], multiple(plus, i)) : t.v[L + i];
        return r.carried();
    }

    /// The same residue below 1.1 P, for a value below 8 P: fit to be stored. The quotient by P is read off the top limb.
    ASSAY_INLINE Lanes small() const {
        constexpr uint64_t reciprocal = quotient_factor();
        __m512i q = _mm512_madd52hi_epu64(_mm512_setzero_si512(), v[L - 1], _mm512_set1_epi64(int64_t(reciprocal)));
        Lanes r;
#pragma GCC unroll 8
        for (int i = 0; i < L; i++) {
            r.v[i] = _mm512_sub_epi64(v[i], _mm512_permutexvar_epi64(q, multiples(i)));
        }
        return r.carried();
    }

    /// The same residue below P, for a value below 8 P.
    ASSAY_INLINE Lanes canonical() const {
        Lanes low = small(), r;
#pragma GCC unroll 8
        for (int i = 0; i < L; i++) r.v[i] = _mm512_sub_epi64(low.v[i], multiple(1, i));
        r = r.carried();
        return choose(_mm512_cmplt_epi64_mask(r.v[L - 1], _mm512_setzero_si512()), r, low);
    }

    /// Carries between the limbs, which may be negative; the top one keeps what is left.
    ASSAY_INLINE Lanes carried() const {
        const __m512i mask = _mm512_set1_epi64(limb_mask);
        Lanes r;
        __m512i carry = v[0];
#pragma GCC unroll 8
        for (int i = 0; i < L - 1; i++) {
            r.v[i] = _mm512_and_si512(carry, mask);
            carry = _mm512_add_epi64(v[i + 1], _mm512_srai_epi64(carry, 52));
        }
        r.v[L - 1] = carry;
        return r;
    }

    // ---- tests and choices ----

    /// Lanes that may be 0 modulo P, for values up to 2 P: misses none, errs once in 2^51.
    Mask maybe_zero() const {
        return _mm512_cmpeq_epi64_mask(v[0], _mm512_setzero_si512()) | _mm512_cmpeq_epi64_mask(v[0], multiple(1, 0)) |
               _mm512_cmpeq_epi64_mask(v[0], multiple(2, 0));
    }

    /// Lanes whose lowest limb is 0.
    Mask low_limb_zero() const { return _mm512_cmpeq_epi64_mask(v[0], _mm512_setzero_si512()); }

    /// Lanes that are 0 modulo P, for values below 8 P.
    Mask is_zero() const {
        Lanes r = small();
        Mask zero = 0xff, p = 0xff;
        for (int i = 0; i < L; i++) {
            zero &= _mm512_cmpeq_epi64_mask(r.v[i], _mm512_setzero_si512());
            p &= _mm512_cmpeq_epi64_mask(r.v[i], multiple(1, i));
        }
        return zero | p;
    }

    /// Lanes that are exactly 0.
    Mask all_bits_zero() const {
        __m512i any = v[0];
        for (int i = 1; i < L; i++) any = _mm512_or_si512(any, v[i]);
        return _mm512_cmpeq_epi64_mask(any, _mm512_setzero_si512());
    }

    /// b where the mask says so, else a.
    static Lanes choose(Mask where, const Lanes& a, const Lanes& b) {
        Lanes r;
        for (int i = 0; i < L; i++) r.v[i] = _mm512_mask_blend_epi64(where, a.v[i], b.v[i]);
        return r;
    }

    // ---- memory: N words an element, below 2^(64 N) ----

    /// Element i from at(i).
    template <class At>
    ASSAY_INLINE static Lanes load(At at) {
        __m512i w[8];
        four_words(at, 0, w);
        if constexpr (N == 6) {
            __m512i high[4];
            four_words(at, 2, high);
            w[4] = high[2];
            w[5] = high[3];
        }
        return from_words(w);
    }

    template <class At>
    ASSAY_INLINE void store(At at) const {
        __m512i w[N];
        to_words(w);
        if constexpr (N == 6) put_four_words(at, 2, w + 2);
        put_four_words(at, 0, w);
    }

    /// Lane i becomes lane i + by, around.
    template <int by>
    Lanes rotated() const {
        Lanes r;
        for (int i = 0; i < L; i++) r.v[i] = _mm512_alignr_epi64(v[i], v[i], by);
        return r;
    }

    /// One number for all lanes, as it is kept in tables.
    struct Constant {
        uint64_t limb[L];
    };
    static Constant constant(const Scalar& a) {
        Words<N> words;
        pack(a, words.w);
        Constant r;
        for (int i = 0; i < L; i++) r.limb[i] = bits52(words, 52 * i);
        return r;
    }
    ASSAY_INLINE static Lanes all(const Constant& a) {
        Lanes r;
        for (int i = 0; i < L; i++) r.v[i] = _mm512_set1_epi64(int64_t(a.limb[i]));
        return r;
    }

    /// An element as it lies in memory, and back.
    static Scalar unpack(const uint64_t* at) {
        Words<N> words;
        for (int i = 0; i < N; i++) words.w[i] = at[i];
        while (!less(words, P::modulus)) words = minus(words, P::modulus);
        return Scalar::of(words) * Scalar::template raw_power_of_two<2 * Scalar::r_bits - r_bits>();
    }
    static void pack(const Scalar& a, uint64_t* to) {
        Scalar here = a * Scalar::template raw_power_of_two<r_bits>();
        for (int i = 0; i < N; i++) to[i] = here.w[i];
    }
    static Lanes all(const Scalar& a) { return all(constant(a)); }
    /// The negative of an element that lies in memory.
    static void negate_in_memory(uint64_t* at) {
        Words<N> words;
        for (int i = 0; i < N; i++) words.w[i] = at[i];
        words = minus(twice_modulus, words);
        for (int i = 0; i < N; i++) at[i] = words.w[i];
    }
    /// From a Montgomery form with R = 2^(64 N), as files have it.
    Lanes from_file() const { return *this * raw_power_of_two<2 * r_bits - Scalar::r_bits>(); }

private:
    static constexpr uint64_t times(uint64_t k, int limb) {
        Words<N + 1> multiple{};
        uint128 carry = 0;
        for (int i = 0; i < N; i++) {
            carry += uint128(P::modulus.w[i]) * k;
            multiple.w[i] = uint64_t(carry);
            carry >>= 64;
        }
        multiple.w[N] = uint64_t(carry);
        return limb == L - 1 ? bits52(multiple, 52 * limb) | bits52(multiple, 52 * limb + 52) << 52
                             : bits52(multiple, 52 * limb);
    }

    static constexpr Words<N> twice_modulus = minus(Words<N>{}, minus(minus(Words<N>{}, P::modulus), P::modulus));

    struct Multiples {
        alignas(64) uint64_t limb[L][8];
    };
    static constexpr Multiples make_multiples() {
        Multiples m{};
        for (int i = 0; i < L; i++) {
            for (int k = 0; k < 8; k++) m.limb[i][k] = times(uint64_t(k), i);
        }
        return m;
    }
    static constexpr Multiples table = make_multiples();

    /// Limb i of 0, P, ... 7 P.
    static __m512i multiples(int i) { return _mm512_load_si512(table.limb[i]); }
    /// Limb i of k P in each lane.
    static __m512i multiple(int k, int i) { return _mm512_set1_epi64(int64_t(table.limb[i][k])); }

    /// The largest c such that the top limb times c, over 2^52, never exceeds the quotient by P.
    static constexpr uint64_t quotient_factor() { return (uint64_t(1) << 52) / (times(1, L - 1) + 1); }

    /// Words from..from + 3 of eight elements, transposed.
    template <class At>
    ASSAY_INLINE static void four_words(At at, int from, __m512i* w) {
        auto pair = [&](int low, int high) {
            __m256i first = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at(low) + from));
            __m256i second = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at(high) + from));
            return _mm512_inserti64x4(_mm512_castsi256_si512(first), second, 1);
        };
        __m512i a = pair(0, 2), b = pair(1, 3), c = pair(4, 6), d = pair(5, 7);
        __m512i ab0 = _mm512_unpacklo_epi64(a, b), ab1 = _mm512_unpackhi_epi64(a, b);
        __m512i cd0 = _mm512_unpacklo_epi64(c, d), cd1 = _mm512_unpackhi_epi64(c, d);
        w[0] = _mm512_shuffle_i64x2(ab0, cd0, 0x88);
        w[1] = _mm512_shuffle_i64x2(ab1, cd1, 0x88);
        w[2] = _mm512_shuffle_i64x2(ab0, cd0, 0xdd);
        w[3] = _mm512_shuffle_i64x2(ab1, cd1, 0xdd);
    }

    template <class At>
    ASSAY_INLINE static void put_four_words(At at, int to, const __m512i* w) {
        __m512i even01 = _mm512_unpacklo_epi64(w[0], w[1]), odd01 = _mm512_unpackhi_epi64(w[0], w[1]);
        __m512i even23 = _mm512_unpacklo_epi64(w[2], w[3]), odd23 = _mm512_unpackhi_epi64(w[2], w[3]);
        const __m512i first = _mm512_setr_epi64(0, 1, 8, 9, 2, 3, 10, 11);
        const __m512i second = _mm512_setr_epi64(4, 5, 12, 13, 6, 7, 14, 15);
        auto put = [&](__m512i rows, int low, int high) {
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(at(low) + to), _mm512_castsi512_si256(rows));
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(at(high) + to), _mm512_extracti64x4_epi64(rows, 1));
        };
        put(_mm512_permutex2var_epi64(even01, first, even23), 0, 2);
        put(_mm512_permutex2var_epi64(odd01, first, odd23), 1, 3);
        put(_mm512_permutex2var_epi64(even01, second, even23), 4, 6);
        put(_mm512_permutex2var_epi64(odd01, second, odd23), 5, 7);
    }

    /// 64-bit words cut into limbs of 52 bits.
    ASSAY_INLINE static Lanes from_words(const __m512i* w) {
        const __m512i mask = _mm512_set1_epi64(limb_mask);
        Lanes r;
#pragma GCC unroll 8
        for (int i = 0; i < L; i++) {
            int word = 52 * i / 64, shift = 52 * i % 64;
            __m512i bits = shift > 12 && word + 1 < N ? _mm512_or_si512(_mm512_srli_epi64(w[word], shift), _mm512_slli_epi64(w[word + 1], 64 - shift))
                                                     : _mm512_srli_epi64(w[word], shift);
            r.v[i] = i < L - 1 ? _mm512_and_si512(bits, mask) : bits;
        }
        return r;
    }

    ASSAY_INLINE void to_words(__m512i* w) const {
#pragma GCC unroll 8
        for (int i = 0; i < N; i++) {
            int limb = 64 * i / 52, drop = 64 * i % 52;
            __m512i bits = _mm512_srli_epi64(v[limb], drop);
            bits = _mm512_or_si512(bits, _mm512_slli_epi64(v[limb + 1], 52 - drop));
            if (104 - drop < 64 && limb + 2 < L) bits = _mm512_or_si512(bits, _mm512_slli_epi64(v[limb + 2], 104 - drop));
            w[i] = bits;
        }
    }
};

}  // namespace assay::ASSAY_LEVEL
