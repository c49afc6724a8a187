// Number-theoretic transforms between the coefficients of a polynomial and its values on a domain or a coset of it.
#pragma once
#include "lines.hpp"

namespace assay::ASSAY_LEVEL {

/// For one size n = 2^k and the coset {s w^i}, where w is a root of order n. Plain numbers on both sides, each below P, in
/// natural order, at any address; a number is only ever multiplied by constants, so it needs no other form.
///
/// The steps are those of OddCoset. As rows are in bit-reversed order between the two passes, each tile takes or leaves
/// eight coefficients that lie side by side.
template <class F>
class Domain : Lines<F> {
    using L = Lines<F>;
    using typename L::Constant;
    using typename L::P;
    using typename L::Scalar;
    using L::fill;
    using L::reversed;
    using L::tile;
    using L::vectors;
    using L::words;
    static constexpr int scalar_bytes = 8 * words;

public:
    /// The smallest k for which there are eight rows and eight columns.
    static constexpr int min_log2 = 6;

    /// @param shift s, plain
    static void to_values(const uint8_t* coefficients, size_t count, int log2, const uint8_t* shift, uint8_t* values) {
        size_t n = size_t(1) << log2;
        Domain domain(log2, of_plain(shift), false);
        if (count == n) return domain.forward(coefficients, values);
        Table<uint64_t> folded(n * words);
        domain.fold(coefficients, count, folded.data());
        domain.forward(reinterpret_cast<const uint8_t*>(folded.data()), values);
    }

    /// @param shift s, plain, not zero
    static void to_coefficients(const uint8_t* values, int log2, const uint8_t* shift, uint8_t* coefficients) {
        Domain(log2, of_plain(shift), true).inverse_transform(values, coefficients);
    }

private:
    int row_log2_, column_log2_;
    /// s or 1 / s; w or 1 / w; 1 or 1 / n.
    Scalar shift_, root_, scale_;
    Table<Constant> row_roots_, column_roots_;
    /// w^i and scale s^i, or those of their inverses.
    Table<uint64_t> powers_, shifts_;
    /// s^R
    Constant shift_step_;

    Domain(int log2, const Scalar& shift, bool inverted)
        : row_log2_((log2 + 1) / 2),
          column_log2_(log2 / 2),
          shift_(inverted ? inverse(shift) : shift),
          root_(inverted ? inverse(root_of_unity<P>(log2)) : root_of_unity<P>(log2)),
          scale_(inverted ? inverse(power(Scalar::one() + Scalar::one(), uint64_t(log2))) : Scalar::one()),
          row_roots_(rows() / 2),
          column_roots_(columns() / 2),
          powers_(rows() * words),
          shifts_(rows() * words),
          shift_step_(F::constant(power(shift_, rows()))) {
        fill(row_roots_, power(root_, columns()));
        fill(column_roots_, power(root_, rows()));
        fill(powers_, Scalar::one(), root_);
        fill(shifts_, scale_, shift_);
    }

    size_t rows() const { return size_t(1) << row_log2_; }
    size_t columns() const { return size_t(1) << column_log2_; }
    size_t size() const { return rows() * columns(); }

    // ---- plain numbers in memory ----

    static const uint64_t* at(const uint8_t* numbers, size_t i) {
        return reinterpret_cast<const uint64_t*>(numbers + i * scalar_bytes);
    }
    static uint64_t* at(uint8_t* numbers, size_t i) { return reinterpret_cast<uint64_t*>(numbers + i * scalar_bytes); }

    /// The number as if it were a Montgomery form: times a constant, it is a plain product.
    static Scalar raw(const uint8_t* number) {
        Scalar a;
        __builtin_memcpy(a.w, number, sizeof a.w);
        return a;
    }
    static Scalar of_plain(const uint8_t* number) {
        return raw(number) * Scalar::template raw_power_of_two<2 * Scalar::r_bits>();
    }

    /// Modulo X^n - s^n, which is zero on the coset.
    void fold(const uint8_t* coefficients, size_t count, uint64_t* folded) const {
        size_t n = size();
        __builtin_memcpy(folded, coefficients, (count < n ? count : n) * scalar_bytes);
        Scalar step = power(shift_, n), factor = step;
        for (size_t i = n; i < count; i++) {
            uint8_t* sum = reinterpret_cast<uint8_t*>(folded + i % n * words);
            Scalar total = raw(sum) + raw(coefficients + i * scalar_bytes) * factor;
            __builtin_memcpy(sum, total.w, scalar_bytes);
            if (i % n == n - 1) factor = factor * step;
        }
    }

    // ---- passes ----

    void forward(const uint8_t* coefficients, uint8_t* values) const {
        if (row_log2_ + column_log2_ < min_log2) return forward_by_definition(coefficients, values);
        parallel(rows() / tile, [=](size_t i) { forward_rows(coefficients, i * tile, values); });
        parallel(columns() / tile, [=](size_t i) { forward_columns(values, i * tile); });
    }

    void inverse_transform(const uint8_t* values, uint8_t* coefficients) const {
        if (row_log2_ + column_log2_ < min_log2) return inverse_by_definition(values, coefficients);
        Table<uint64_t> between(size() * words);
        uint8_t* middle = reinterpret_cast<uint8_t*>(between.data());
        parallel(columns() / tile, [=](size_t i) { inverse_columns(values, i * tile, middle); });
        parallel(rows() / tile, [=](size_t i) { inverse_rows(middle, i * tile, coefficients); });
    }

    /// Coefficients row + R k of eight rows, times the powers of s, transformed; value k times w^(row k).
    void forward_rows(const uint8_t* coefficients, size_t row, uint8_t* values) const {
        Table<F> lines(columns() * vectors);
        for (size_t k = 0; k < columns(); k++) {
            load(&lines[reversed(k, column_log2_) * vectors], [=](int i) { return at(coefficients, row + i + rows() * k); });
        }
        shift(lines, row, [=](size_t k) { return reversed(k, column_log2_); });
        L::decimate_in_time(lines, column_log2_, column_roots_);
        L::multiply_by_powers(lines, column_log2_, [&](int i) { return &powers_[(row + i) * words]; }, false);
        for (size_t k = 0; k < columns(); k++) {
            store(&lines[k * vectors], [=](int i) { return at(values, reversed(row + i, row_log2_) * columns() + k); });
        }
    }

    void forward_columns(uint8_t* values, size_t column) const {
        Table<F> lines(rows() * vectors);
        for (size_t j = 0; j < rows(); j++) load(&lines[j * vectors], [=](int i) { return at(values, j * columns() + column + i); });
        L::decimate_in_time(lines, row_log2_, row_roots_);
        for (size_t j = 0; j < rows(); j++) store(&lines[j * vectors], [=](int i) { return at(values, j * columns() + column + i); });
    }

    void inverse_columns(const uint8_t* values, size_t column, uint8_t* middle) const {
        Table<F> lines(rows() * vectors);
        for (size_t j = 0; j < rows(); j++) load(&lines[j * vectors], [=](int i) { return at(values, j * columns() + column + i); });
        L::decimate_in_frequency(lines, row_log2_, row_roots_);
        L::multiply_by_powers(lines, row_log2_, [&](int i) { return &powers_[(column + i) * words]; }, true);
        for (size_t j = 0; j < rows(); j++) store(&lines[j * vectors], [=](int i) { return at(middle, j * columns() + column + i); });
    }

    void inverse_rows(const uint8_t* middle, size_t row, uint8_t* coefficients) const {
        Table<F> lines(columns() * vectors);
        for (size_t k = 0; k < columns(); k++) {
            load(&lines[k * vectors], [=](int i) { return at(middle, reversed(row + i, row_log2_) * columns() + k); });
        }
        L::decimate_in_frequency(lines, column_log2_, column_roots_);
        shift(lines, row, [=](size_t k) { return reversed(k, column_log2_); });
        for (size_t k = 0; k < columns(); k++) {
            store(&lines[reversed(k, column_log2_) * vectors], [=](int i) { return at(coefficients, row + i + rows() * k); });
        }
    }

    template <class At>
    static void load(F* line, At at) {
        for (int v = 0; v < vectors; v++) line[v] = F::load([=](int i) { return at(v * F::width + i); });
    }

    template <class At>
    static void store(const F* line, At at) {
        for (int v = 0; v < vectors; v++) line[v].canonical().store([=](int i) { return at(v * F::width + i); });
    }

    /// Coefficient row + R k, on the line that is said, times scale s^(row + R k).
    template <class Line>
    void shift(Table<F>& lines, size_t row, Line line) const {
        for (int v = 0; v < vectors; v++) {
            F factor = F::load([&](int i) { return &shifts_[(row + v * F::width + i) * words]; });
            F step = F::all(shift_step_);
            for (size_t k = 0; k < columns(); k++, factor = factor * step) {
                F& a = lines[line(k) * vectors + v];
                a = a * factor;
            }
        }
    }

    // ---- domains that are too small for tiles ----

    void forward_by_definition(const uint8_t* coefficients, uint8_t* values) const {
        Scalar x = shift_;
        for (size_t i = 0; i < size(); i++, x = x * root_) {
            Scalar sum = Scalar::zero();
            for (size_t k = size(); k-- > 0;) sum = sum * x + raw(coefficients + k * scalar_bytes);
            __builtin_memcpy(values + i * scalar_bytes, sum.w, scalar_bytes);
        }
    }

    void inverse_by_definition(const uint8_t* values, uint8_t* coefficients) const {
        Scalar x = Scalar::one(), scale = scale_;
        for (size_t k = 0; k < size(); k++, x = x * root_, scale = scale * shift_) {
            Scalar sum = Scalar::zero();
            for (size_t i = size(); i-- > 0;) sum = sum * x + raw(values + i * scalar_bytes);
            sum = sum * scale;
            __builtin_memcpy(coefficients + k * scalar_bytes, sum.w, scalar_bytes);
        }
    }
};

}  // namespace assay::ASSAY_LEVEL
