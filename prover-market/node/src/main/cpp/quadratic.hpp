// The field of P^2 elements that both curves' G2 needs: F[u] / (u^2 + 1).
#pragma once
#include "inverse.hpp"

namespace assay::ASSAY_LEVEL {

/// c0 + c1 u, over a field or over a row of fields.
template <class F>
struct Quadratic {
    F c0, c1;

    static Quadratic zero() { return {F::zero(), F::zero()}; }
    static Quadratic one() { return {F::one(), F::zero()}; }

    friend Quadratic operator+(const Quadratic& a, const Quadratic& b) { return {a.c0 + b.c0, a.c1 + b.c1}; }
    friend Quadratic operator-(const Quadratic& a, const Quadratic& b) { return {a.c0 - b.c0, a.c1 - b.c1}; }
    Quadratic operator-() const { return {-c0, -c1}; }

    /// By Karatsuba's three products.
    friend Quadratic operator*(const Quadratic& a, const Quadratic& b) {
        F low = a.c0 * b.c0, high = a.c1 * b.c1;
        return {low - high, (a.c0 + a.c1) * (b.c0 + b.c1) - low - high};
    }
    Quadratic square() const {
        F product = c0 * c1;
        return {(c0 + c1) * (c0 - c1), product + product};
    }
    bool is_zero() const { return c0.is_zero() && c1.is_zero(); }
    friend bool operator==(const Quadratic& a, const Quadratic& b) { return a.c0 == b.c0 && a.c1 == b.c1; }
};

/// 1 / a = conjugate / norm.
template <class P>
Quadratic<Field<P>> inverse(const Quadratic<Field<P>>& a) {
    Field<P> norm = inverse(a.c0.square() + a.c1.square());
    return {a.c0 * norm, -(a.c1 * norm)};
}

/// A row of such elements: c0's words, then c1's, in memory.
template <class F>
struct QuadraticRow {
    using Prime = typename F::Prime;
    using Scalar = Quadratic<typename F::Scalar>;
    using Mask = typename F::Mask;
    static constexpr int width = F::width;
    static constexpr int words = 2 * F::words;

    F c0, c1;

    static QuadraticRow zero() { return {F::zero(), F::zero()}; }
    static QuadraticRow one() { return {F::one(), F::zero()}; }

    friend QuadraticRow operator+(const QuadraticRow& a, const QuadraticRow& b) { return {a.c0 + b.c0, a.c1 + b.c1}; }
    friend QuadraticRow operator-(const QuadraticRow& a, const QuadraticRow& b) { return {a.c0 - b.c0, a.c1 - b.c1}; }

    /// By Karatsuba's three products and, where the field is lazy, two reductions. Sums of a component pair are below
    /// 9 P, products of two such below 81 P^2, so results are below 2 P.
    [[gnu::noinline]] friend QuadraticRow operator*(const QuadraticRow& a, const QuadraticRow& b) {
        if constexpr (width == 1) {
            F low = a.c0 * b.c0, high = a.c1 * b.c1;
            return {low - high, (a.c0 + a.c1) * (b.c0 + b.c1) - low - high};
        } else {
            auto low = F::wide(a.c0, b.c0), high = F::wide(a.c1, b.c1);
            auto both = F::wide(a.c0 + a.c1, b.c0 + b.c1);
            return {F::template reduced<1>(low - high), F::reduced(both - low - high)};
        }
    }
    QuadraticRow square() const {
        F product = c0 * c1;
        return {(c0 + c1) * (c0 - c1), product + product};
    }
    QuadraticRow negated(Mask where) const { return {c0.negated(where), c1.negated(where)}; }
    QuadraticRow small() const { return {c0.small(), c1.small()}; }

    Mask maybe_zero() const { return c0.maybe_zero() & c1.maybe_zero(); }
    Mask low_limb_zero() const { return c0.low_limb_zero() & c1.low_limb_zero(); }
    Mask is_zero() const { return c0.is_zero() & c1.is_zero(); }
    Mask all_bits_zero() const { return c0.all_bits_zero() & c1.all_bits_zero(); }
    static QuadraticRow choose(Mask where, const QuadraticRow& a, const QuadraticRow& b) {
        return {F::choose(where, a.c0, b.c0), F::choose(where, a.c1, b.c1)};
    }

    template <class At>
    static QuadraticRow load(At at) {
        return {F::load(at), F::load([&](int i) { return at(i) + F::words; })};
    }
    template <class At>
    void store(At at) const {
        c0.store(at);
        c1.store([&](int i) { return at(i) + F::words; });
    }
    template <int by>
    QuadraticRow rotated() const {
        return {c0.template rotated<by>(), c1.template rotated<by>()};
    }
    static Scalar unpack(const uint64_t* at) { return {F::unpack(at), F::unpack(at + F::words)}; }
    static QuadraticRow all(const Scalar& a) { return {F::all(a.c0), F::all(a.c1)}; }
    static void negate_in_memory(uint64_t* at) { F::negate_in_memory(at); }
    QuadraticRow from_file() const { return {c0.from_file(), c1.from_file()}; }
};

}  // namespace assay::ASSAY_LEVEL
