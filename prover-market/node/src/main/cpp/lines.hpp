// Transforms along the lines of a tile that fits into the cache, and roots of unity.
#pragma once
#include "inverse.hpp"
#include "memory.hpp"

namespace assay::ASSAY_LEVEL {

template <class F>
F power(F base, uint64_t exponent) {
    F result = F::one();
    for (; exponent; exponent >>= 1, base = base * base) {
        if (exponent & 1) result = result * base;
    }
    return result;
}

/// A root of unity of order 2^log2.
template <class P>
Field<P> root_of_unity(int log2) {
    Field<P> root = Field<P>::zero();
    for (uint64_t i = 0; i < P::generator; i++) root = root + Field<P>::one();
    // The generator to the power of (P - 1) / 2^log2, bit by bit from the top.
    Field<P> base = root;
    root = Field<P>::one();
    for (int bit = 64 * P::words - 1; bit >= log2; bit--) {
        root = root * root;
        if (P::modulus.w[bit / 64] >> bit % 64 & 1 && bit > 0) root = root * base;
    }
    return root;
}

/// The values of a large transform are a matrix; a line is one row of eight columns or one column of eight rows, as vectors of
/// F. What lies in memory may have any form, for all numbers here are multiplied by constants alone.
template <class F>
class Lines {
protected:
    using P = typename F::Prime;
    using Scalar = typename F::Scalar;
    using Constant = typename F::Constant;
    static constexpr int words = F::words;
    /// Columns or rows of a tile, and vectors in one line of it.
    static constexpr int tile = 8;
    static constexpr int vectors = tile / F::width;

    static void fill(Table<Constant>& table, const Scalar& root) {
        Scalar power = Scalar::one();
        for (size_t i = 0; i < table.size(); i++, power = power * root) table[i] = F::constant(power);
    }

    static void fill(Table<uint64_t>& table, Scalar power, const Scalar& root) {
        for (size_t i = 0; i < table.size(); i += words, power = power * root) F::pack(power, &table[i]);
    }

    static size_t reversed(size_t i, int bits) {
        size_t r = 0;
        for (int b = 0; b < bits; b++) r |= (i >> b & 1) << (bits - 1 - b);
        return r;
    }

    static void load(F* line, const uint64_t* from, size_t step) {
        for (int v = 0; v < vectors; v++) line[v] = F::load([=](int i) { return from + size_t(v * F::width + i) * step; });
    }

    static void store(const F* line, uint64_t* to, size_t step) {
        for (int v = 0; v < vectors; v++) line[v].small().store([=](int i) { return to + size_t(v * F::width + i) * step; });
    }

    /// Line k of the result, which lies at k or at its bit reversal, times base^k, each column with its own base.
    template <class Base>
    static void multiply_by_powers(Table<F>& lines, int log2, Base base, bool bit_reversed) {
        for (int v = 0; v < vectors; v++) {
            F step = F::load([&](int i) { return base(v * F::width + i); });
            F factor = step;
            for (size_t k = 1; k < size_t(1) << log2; k++, factor = factor * step) {
                F& line = lines[(bit_reversed ? reversed(k, log2) : k) * vectors + v];
                line = line * factor;
            }
        }
    }

    // ---- transforms along the lines: W. Gentleman, G. Sande (1966), J. Cooley, J. Tukey (1965) ----

    static void decimate_in_frequency(Table<F>& lines, int log2, const Table<Constant>& roots) {
        size_t n = size_t(1) << log2;
        for (size_t half = n / 2; half >= 1; half /= 2) {
            for (size_t start = 0; start < n; start += 2 * half) {
                for (size_t j = 0; j < half; j++) {
                    F root = F::all(roots[j * (n / 2 / half)]);
                    for (int v = 0; v < vectors; v++) {
                        F& a = lines[(start + j) * vectors + v];
                        F& b = lines[(start + j + half) * vectors + v];
                        F difference = (a - b) * root;
                        a = (a + b).small();
                        b = difference;
                    }
                }
            }
        }
    }

    static void decimate_in_time(Table<F>& lines, int log2, const Table<Constant>& roots) {
        size_t n = size_t(1) << log2;
        bool lazy = true;
        for (size_t half = 1; half < n; half *= 2, lazy = !lazy) {
            for (size_t start = 0; start < n; start += 2 * half) {
                for (size_t j = 0; j < half; j++) {
                    F root = F::all(roots[j * (n / 2 / half)]);
                    for (int v = 0; v < vectors; v++) {
                        F& a = lines[(start + j) * vectors + v];
                        F& b = lines[(start + j + half) * vectors + v];
                        F product = b * root, sum = a + product, difference = a - product;
                        // Below 1.1 P, then below 3.2 P, then below 5.3 P before it is made small again.
                        a = lazy ? sum : sum.small();
                        b = lazy ? difference : difference.small();
                    }
                }
            }
        }
    }
};

}  // namespace assay::ASSAY_LEVEL
