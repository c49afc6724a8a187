// Number-theoretic transforms: polynomials from their values on a domain to those on its odd coset.
#pragma once
#include "lines.hpp"

namespace assay::ASSAY_LEVEL {

/// For one size n = 2^k: takes the values of a polynomial of degree below n on the domain {w^i} to those on the coset
/// {v w^i}, where v is a root of order 2n and w = v^2. In place, in memory, in F's form.
///
/// Six steps (D. Bailey, "FFTs in external or hierarchical memory", 1990): the values are a matrix of R rows and S columns.
/// A transform of n is one of R down each column, a multiplication by powers of w, and one of S along each row; eight
/// columns, or rows, at a time fit into the second-level cache. The inverse transform goes columns first and leaves the
/// coefficients transposed and in bit-reversed order, the forward one goes rows first and takes them so. So nothing is
/// ever permuted, and the rows' part of both and all between is one pass over the memory.
template <class F>
class OddCoset : Lines<F> {
    using L = Lines<F>;
    using typename L::Constant;
    using typename L::P;
    using typename L::Scalar;
    using L::decimate_in_frequency;
    using L::decimate_in_time;
    using L::fill;
    using L::load;
    using L::multiply_by_powers;
    using L::reversed;
    using L::store;
    using L::tile;
    using L::vectors;
    using L::words;

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
    int row_log2_, column_log2_;
    Table<Constant> inverse_roots_, roots_;
    Table<Constant> inverse_column_roots_, column_roots_;
    /// w^-i, w^i and v^i / n.
    Table<uint64_t> inverse_powers_, powers_, shifts_;
    /// v^R
    Constant shift_step_;

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
};

}  // namespace assay::ASSAY_LEVEL
