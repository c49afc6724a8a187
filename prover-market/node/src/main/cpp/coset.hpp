// Number-theoretic transforms: polynomials from their values on a domain to those on its odd coset.
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

/// For one size n = 2^k: takes the values of a polynomial of degree below n on the domain {w^i} to those on the coset
/// {v w^i}, where v is a root of order 2n and w = v^2. In place, in memory, in F's form.
///
/// Six steps (D. Bailey, "FFTs in external or hierarchical memory", 1990): the values are a matrix of R rows and S columns.
/// A transform of n is one of R down each column, a multiplication by powers of w, and one of S along each row; eight
/// columns, or rows, at a time fit into the second-level cache. The inverse transform goes columns first and leaves the
/// coefficients transposed and in bit-reversed order, the forward one goes rows first and takes them so. So nothing is
/// ever permuted, and the rows' part of both and all between is one pass over the memory.
template <class F>
class OddCoset {
    using P = typename F::Prime;
    using Scalar = typename F::Scalar;
    static constexpr int words = F::words;
    /// Columns or rows of a tile, and vectors in one line of it.
    static constexpr int tile = 8;
    static constexpr int vectors = tile / F::width;

public:
    /// The smallest k for which there are eight rows and eight columns.
    static constexpr int min_log2 = 6;

    explicit OddCoset(int log2)
        : row_log2_((log2 + 1) / 2),
          column_log2_(log2 / 2),
          inverse_roots_(rows() / 2),
          roots_(rows() / 2),
          inverse_column_roots_(columns() / 2),
          column_roots_(columns() / 2),
          inverse_powers_(rows() * words),
          powers_(rows() * words),
          shifts_(rows() * words),
          shift_step_(F::constant(power(root_of_unity<P>(log2 + 1), rows()))) {
        Scalar v = root_of_unity<P>(log2 + 1), w = v * v, w_inverse = inverse(w);
        Scalar n = Scalar::one();
        for (int i = 0; i < log2; i++) n = n + n;
        fill(inverse_roots_, power(w_inverse, columns()));
        fill(roots_, power(w, columns()));
        fill(inverse_column_roots_, power(w_inverse, rows()));
        fill(column_roots_, power(w, rows()));
        fill(inverse_powers_, Scalar::one(), w_inverse);
        fill(powers_, Scalar::one(), w);
        fill(shifts_, inverse(n), v);
    }

    size_t rows() const { return size_t(1) << row_log2_; }
    size_t columns() const { return size_t(1) << column_log2_; }

    void transform(uint64_t* values) const {
        if (row_log2_ + column_log2_ < min_log2) return transform_by_definition(values);
        parallel(columns() / tile, [=](size_t i) { inverse_columns(values, i * tile); });
        parallel(rows() / tile, [=](size_t i) { both_rows(values, i * tile); });
        parallel(columns() / tile, [=](size_t i) { forward_columns(values, i * tile); });
    }

private:
    using Constant = typename F::Constant;

    int row_log2_, column_log2_;
    Table<Constant> inverse_roots_, roots_;
    Table<Constant> inverse_column_roots_, column_roots_;
    /// w^-i, w^i and v^i / n.
    Table<uint64_t> inverse_powers_, powers_, shifts_;
    /// v^R
    Constant shift_step_;

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

    void transform_by_definition(uint64_t* values) const {
        size_t n = rows() * columns();
        Table<Scalar> coefficients(n);
        Scalar v = root_of_unity<P>(row_log2_ + column_log2_ + 1), w = v * v, w_inverse = inverse(w);
        Scalar scale = F::unpack(&shifts_[0]);
        for (size_t k = 0; k < n; k++, scale = scale * v) {
            Scalar sum = Scalar::zero();
            for (size_t i = 0; i < n; i++) sum = sum + F::unpack(values + i * words) * power(w_inverse, i * k % n);
            coefficients[k] = sum * scale;
        }
        for (size_t i = 0; i < n; i++) {
            Scalar sum = Scalar::zero();
            for (size_t k = 0; k < n; k++) sum = sum + coefficients[k] * power(w, i * k % n);
            F::pack(sum, values + i * words);
        }
    }

    // ---- passes; a tile's line is one row of eight columns, or one column of eight rows ----

    void inverse_columns(uint64_t* values, size_t column) const {
        Table<F> lines(rows() * vectors);
        for (size_t row = 0; row < rows(); row++) load(&lines[row * vectors], values + (row * columns() + column) * words, words);
        decimate_in_frequency(lines, row_log2_, inverse_roots_);
        // Row k of the result times w^(-k column).
        multiply_by_powers(lines, row_log2_, [&](int i) { return &inverse_powers_[(column + i) * words]; }, true);
        for (size_t row = 0; row < rows(); row++) store(&lines[row * vectors], values + (row * columns() + column) * words, words);
    }

    void both_rows(uint64_t* values, size_t row) const {
        Table<F> lines(columns() * vectors);
        auto index = [&](int i) { return reversed(row + i, row_log2_); };
        for (size_t column = 0; column < columns(); column++) {
            load(&lines[column * vectors], values + (row * columns() + column) * words, columns() * words);
        }
        decimate_in_frequency(lines, column_log2_, inverse_column_roots_);
        shift(lines, index);
        decimate_in_time(lines, column_log2_, column_roots_);
        multiply_by_powers(lines, column_log2_, [&](int i) { return &powers_[index(i) * words]; }, false);
        for (size_t column = 0; column < columns(); column++) {
            store(&lines[column * vectors], values + (row * columns() + column) * words, columns() * words);
        }
    }

    void forward_columns(uint64_t* values, size_t column) const {
        Table<F> lines(rows() * vectors);
        for (size_t row = 0; row < rows(); row++) load(&lines[row * vectors], values + (row * columns() + column) * words, words);
        decimate_in_time(lines, row_log2_, roots_);
        for (size_t row = 0; row < rows(); row++) store(&lines[row * vectors], values + (row * columns() + column) * words, words);
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

    /// Coefficient k = row + R column times v^k / n. Columns are in bit-reversed order, and so are rows.
    template <class Index>
    void shift(Table<F>& lines, Index index) const {
        for (int v = 0; v < vectors; v++) {
            F factor = F::load([&](int i) { return &shifts_[index(v * F::width + i) * words]; });
            F step = F::all(shift_step_);
            for (size_t k = 0; k < columns(); k++, factor = factor * step) {
                F& line = lines[reversed(k, column_log2_) * vectors + v];
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
