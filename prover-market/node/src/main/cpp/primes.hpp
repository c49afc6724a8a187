// The prime fields of two pairing-friendly curves, and what follows from a modulus at compile time.
//
// BN254: P. Barreto, M. Naehrig (2005) with the parameter of EIP-196. BLS12-381: S. Bowe (2017).
#pragma once
#include <cstddef>
#include <cstdint>

namespace assay {

/// An unsigned number of N words of 64 bits, the least first.
template <int N>
struct Words {
    uint64_t w[N];
};

/// Of a scalar field the generator is the one that snarkjs takes for roots of unity: its smallest non-residue.
struct Bn254Fr {
    static constexpr int words = 4;
    static constexpr Words<4> modulus{
        {0x43e1f593f0000001, 0x2833e84879b97091, 0xb85045b68181585d, 0x30644e72e131a029}};
    static constexpr int two_adicity = 28;
    static constexpr uint64_t generator = 5;
};

struct Bn254Fq {
    static constexpr int words = 4;
    static constexpr Words<4> modulus{
        {0x3c208c16d87cfd47, 0x97816a916871ca8d, 0xb85045b68181585d, 0x30644e72e131a029}};
};

struct Bls12381Fr {
    static constexpr int words = 4;
    static constexpr Words<4> modulus{
        {0xffffffff00000001, 0x53bda402fffe5bfe, 0x3339d80809a1d805, 0x73eda753299d7d48}};
    static constexpr int two_adicity = 32;
    static constexpr uint64_t generator = 5;
};

struct Bls12381Fq {
    static constexpr int words = 6;
    static constexpr Words<6> modulus{{0xb9feffffffffaaab, 0x1eabfffeb153ffff, 0x6730d2a0f6b0f624, 0x64774b84f38512bf,
                                       0x4b1ba7b6434bacd7, 0x1a0111ea397fe69a}};
};

/// A curve: the field of the coordinates, which G2 extends, and the order of the groups.
struct Bn254 {
    using Base = Bn254Fq;
    using Order = Bn254Fr;
};

struct Bls12381 {
    using Base = Bls12381Fq;
    using Order = Bls12381Fr;
};

/// a - b; the borrow is dropped.
template <int N>
constexpr Words<N> minus(Words<N> a, Words<N> b) {
    uint64_t borrow = 0;
    for (int i = 0; i < N; i++) {
        uint64_t difference = a.w[i] - b.w[i];
        uint64_t next = (a.w[i] < b.w[i]) | (difference < borrow);
        a.w[i] = difference - borrow;
        borrow = next;
    }
    return a;
}

template <int N>
constexpr bool less(const Words<N>& a, const Words<N>& b) {
    for (int i = N - 1; i >= 0; i--) {
        if (a.w[i] != b.w[i]) return a.w[i] < b.w[i];
    }
    return false;
}

template <int N>
constexpr int bit_length(const Words<N>& a) {
    int bits = 64 * N;
    while (bits > 0 && !(a.w[(bits - 1) / 64] >> (bits - 1) % 64 & 1)) bits--;
    return bits;
}

/// 2^exponent modulo P. No modulus here fills its top word, so doubling never overflows.
template <class P>
constexpr Words<P::words> power_of_two(int exponent) {
    Words<P::words> power{{1}};
    for (int i = 0; i < exponent; i++) {
        uint64_t carry = 0;
        for (uint64_t& word : power.w) {
            uint64_t doubled = word << 1 | carry;
            carry = word >> 63;
            word = doubled;
        }
        if (!less(power, P::modulus)) power = minus(power, P::modulus);
    }
    return power;
}

/// -1 / P modulo 2^64, by Newton's iteration.
template <class P>
constexpr uint64_t minus_inverse() {
    uint64_t inverse = 1;
    for (int i = 0; i < 6; i++) inverse *= 2 - P::modulus.w[0] * inverse;
    return -inverse;
}

/// The bits [from, from + 52) of a number.
template <int N>
constexpr uint64_t bits52(const Words<N>& a, int from) {
    uint64_t bits = from / 64 < N ? a.w[from / 64] >> from % 64 : 0;
    if (from % 64 > 12 && from / 64 + 1 < N) bits |= a.w[from / 64 + 1] << (64 - from % 64);
    return bits & ((uint64_t(1) << 52) - 1);
}

}  // namespace assay
