// One field element where algorithms are written for a row of them.
#pragma once
#include "inverse.hpp"

namespace assay::ASSAY_LEVEL {

/// The shape of Lanes with one lane: always below P, so that nothing is lazy.
template <class P>
struct Single {
    using Prime = P;
    using Scalar = Field<P>;
    using Mask = uint8_t;
    static constexpr int width = 1;
    static constexpr int words = P::words;
    static constexpr int r_bits = Scalar::r_bits;

    Scalar a;

    static Single zero() { return {Scalar::zero()}; }
    static Single one() { return {Scalar::one()}; }
    template <int k>
    static Single raw_power_of_two() {
        return {Scalar::template raw_power_of_two<k>()};
    }

    friend Single operator+(const Single& a, const Single& b) { return {a.a + b.a}; }
    friend Single operator-(const Single& a, const Single& b) { return {a.a - b.a}; }
    friend Single operator*(const Single& a, const Single& b) { return {a.a * b.a}; }
    Single square() const { return {a.square()}; }
    Single negated(Mask where) const { return where ? Single{-a} : *this; }
    Single small() const { return *this; }
    Single canonical() const { return *this; }

    Mask maybe_zero() const { return a.is_zero(); }
    Mask low_limb_zero() const { return a.w[0] == 0; }
    Mask is_zero() const { return a.is_zero(); }
    Mask all_bits_zero() const { return a.is_zero(); }
    static Single choose(Mask where, const Single& a, const Single& b) { return where ? b : a; }

    template <class At>
    static Single load(At at) {
        Single r;  // a file's numbers may lie anywhere
        __builtin_memcpy(r.a.w, at(0), sizeof r.a.w);
        return r;
    }
    template <class At>
    void store(At at) const {
        uint64_t* to = at(0);
        for (int i = 0; i < words; i++) to[i] = a.w[i];
    }
    template <int>
    Single rotated() const {
        return *this;
    }
    static Scalar unpack(const uint64_t* at) {
        Scalar r;
        for (int i = 0; i < words; i++) r.w[i] = at[i];
        return r;
    }
    static void pack(const Scalar& a, uint64_t* to) {
        for (int i = 0; i < words; i++) to[i] = a.w[i];
    }
    using Constant = Scalar;
    static Constant constant(const Scalar& a) { return a; }
    static Single all(const Scalar& a) { return {a}; }
    static void negate_in_memory(uint64_t* at) {
        Scalar negative = -unpack(at);
        for (int i = 0; i < words; i++) at[i] = negative.w[i];
    }
    Single from_file() const { return *this; }
};

}  // namespace assay::ASSAY_LEVEL
