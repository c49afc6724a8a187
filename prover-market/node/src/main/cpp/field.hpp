// A prime field on 64-bit words, one element at a time: runs on any processor.
#pragma once
#include "primes.hpp"

namespace assay::ASSAY_LEVEL {

using uint128 = unsigned __int128;

/// An element of the field of order P, in Montgomery form with R = 2^(64 words), always below P.
template <class P>
struct Field {
    using Prime = P;
    static constexpr int N = P::words;
    /// The exponent of 2 in R.
    static constexpr int r_bits = 64 * N;

    uint64_t w[N];

    static constexpr Field of(const Words<N>& montgomery) {
        Field a{};
        for (int i = 0; i < N; i++) a.w[i] = montgomery.w[i];
        return a;
    }
    static constexpr Field zero() { return Field{}; }
    static constexpr Field one() { return of(power_of_two<P>(r_bits)); }
    /// 2^k as a plain number modulo P: multiplying by it multiplies by 2^k / R.
    template <int k>
    static constexpr Field raw_power_of_two() {
        constexpr Words<N> power = power_of_two<P>(k);
        return of(power);
    }

    bool is_zero() const {
        uint64_t any = 0;
        for (uint64_t word : w) any |= word;
        return any == 0;
    }

    friend bool operator==(const Field& a, const Field& b) {
        uint64_t any = 0;
        for (int i = 0; i < N; i++) any |= a.w[i] ^ b.w[i];
        return any == 0;
    }

    friend Field operator+(const Field& a, const Field& b) {
        Field sum;
        uint128 carry = 0;
        for (int i = 0; i < N; i++) {
            carry += uint128(a.w[i]) + b.w[i];
            sum.w[i] = uint64_t(carry);
            carry >>= 64;
        }
        return sum.reduced();
    }

    friend Field operator-(const Field& a, const Field& b) {
        Field difference;
        uint64_t borrow = 0;
        for (int i = 0; i < N; i++) {
            uint128 d = uint128(a.w[i]) - b.w[i] - borrow;
            difference.w[i] = uint64_t(d);
            borrow = uint64_t(d >> 64) & 1;
        }
        uint128 carry = 0;
        for (int i = 0; i < N; i++) {
            carry += uint128(difference.w[i]) + (P::modulus.w[i] & -borrow);
            difference.w[i] = uint64_t(carry);
            carry >>= 64;
        }
        return difference;
    }

    Field operator-() const { return zero() - *this; }

    /// Montgomery's product, a b / R: each row of the product is followed by its reduction. No modulus here fills its
    /// top word, so that both carries of a row fit together into the next one.
    friend Field operator*(const Field& a, const Field& b) {
        constexpr uint64_t inverse = minus_inverse<P>();
        uint64_t t[N] = {};
#pragma GCC unroll 8
        for (int i = 0; i < N; i++) {
            uint128 product = uint128(a.w[0]) * b.w[i] + t[0];
            uint64_t m = uint64_t(product) * inverse;
            uint128 reduction = uint128(m) * P::modulus.w[0] + uint64_t(product);
#pragma GCC unroll 8
            for (int j = 1; j < N; j++) {
                product = uint128(a.w[j]) * b.w[i] + t[j] + uint64_t(product >> 64);
                reduction = uint128(m) * P::modulus.w[j] + uint64_t(product) + uint64_t(reduction >> 64);
                t[j - 1] = uint64_t(reduction);
            }
            t[N - 1] = uint64_t(product >> 64) + uint64_t(reduction >> 64);
        }
        Field result;
        for (int i = 0; i < N; i++) result.w[i] = t[i];
        return result.reduced();
    }

    Field square() const { return *this * *this; }

private:
    /// This minus P unless it is below P.
    Field reduced() const {
        Field difference;
        uint64_t borrow = 0;
        for (int i = 0; i < N; i++) {
            uint128 d = uint128(w[i]) - P::modulus.w[i] - borrow;
            difference.w[i] = uint64_t(d);
            borrow = uint64_t(d >> 64) & 1;
        }
        for (int i = 0; i < N; i++) difference.w[i] ^= (difference.w[i] ^ w[i]) & -borrow;
        return difference;
    }
};

}  // namespace assay::ASSAY_LEVEL
