// The scalars of the H points of a Groth16 proof.
#pragma once
#include "coset.hpp"

namespace assay::ASSAY_LEVEL {

/// At each point of the odd coset, a b - c, where the polynomials a and b have the values (matrix A) w and (matrix B) w on
/// the domain, and c their products. F is the scalar field, in rows.
template <class F>
class Quotient {
    using P = typename F::Prime;
    using Scalar = typename F::Scalar;
    static constexpr int words = F::words;
    static constexpr int scalar_bytes = 8 * words;

public:
    /// @param entries as a proving key holds them: matrix (u32, 0 or 1), row (u32), wire (u32), value times R^2 with
    ///     R = 2^256; every row below 2^log2, every value below P
    /// @param witness a plain number below P for each wire
    /// @param scalars receives 2^log2 plain numbers
    static void compute(const uint8_t* entries, size_t count, const uint8_t* witness, int log2, uint8_t* scalars) {
        size_t n = size_t(1) << log2;
        OddCoset<F> coset(log2);
        Table<uint64_t> a(n * words), b(n * words), c(n * words);
        multiply(entries, count, witness, a.data(), b.data());
        in_rows(n, [&](size_t i) { put(c, i, get(a, i) * get(b, i)); });
        coset.transform(a.data());
        coset.transform(b.data());
        coset.transform(c.data());
        // a and b came out too large by the same factor, (a b - c) by its square; see term().
        in_rows(n, [&](size_t i) {
            F quotient = (get(a, i) * get(b, i) - get(c, i)) * F::template raw_power_of_two<4 * F::r_bits - 1024>();
            put(c, i, quotient.small());
        });
        copy_canonical(c, n, scalars);
    }

    /// Values on the domain, plain numbers, become values on the odd coset.
    static void to_odd_coset(uint8_t* values, int log2) {
        size_t n = size_t(1) << log2;
        OddCoset<F> coset(log2);
        Table<uint64_t> a(n * words);
        in_rows(n, [&](size_t i) {
            auto at = [=](int lane) { return reinterpret_cast<const uint64_t*>(values) + (i + lane) * words; };
            put(a, i, F::load(at) * F::template raw_power_of_two<2 * F::r_bits>());
        });
        coset.transform(a.data());
        in_rows(n, [&](size_t i) { put(a, i, (get(a, i) * F::template raw_power_of_two<0>()).small()); });
        copy_canonical(a, n, values);
    }

private:
    static constexpr int entry_bytes = 12 + scalar_bytes;
    static constexpr size_t chunk = 4096;

    template <class Body>
    static void in_rows(size_t n, Body body) {
        parallel((n + chunk - 1) / chunk, [&](size_t task) {
            size_t end = (task + 1) * chunk < n ? (task + 1) * chunk : n;
            for (size_t i = task * chunk; i < end; i += F::width) body(i);
        });
    }

    static F get(const Table<uint64_t>& table, size_t i) {
        return F::load([&](int lane) { return &table[(i + lane) * words]; });
    }
    static void put(Table<uint64_t>& table, size_t i, const F& value) {
        value.store([&](int lane) { return &table[(i + lane) * words]; });
    }

    static void copy_canonical(const Table<uint64_t>& from, size_t n, uint8_t* to) {
        parallel((n + chunk - 1) / chunk, [&](size_t task) {
            size_t end = (task + 1) * chunk < n ? (task + 1) * chunk : n;
            for (size_t i = task * chunk; i < end; i++) {
                Words<words> value;
                for (int j = 0; j < words; j++) value.w[j] = from[i * words + j];
                if (!less(value, P::modulus)) value = minus(value, P::modulus);
                __builtin_memcpy(to + i * scalar_bytes, value.w, scalar_bytes);
            }
        });
    }

    // ---- the sparse products ----

    static uint32_t u32(const uint8_t* at) {
        uint32_t value;
        __builtin_memcpy(&value, at, 4);
        return value;
    }
    static uint32_t row(const uint8_t* entry) { return u32(entry + 4); }

    /// Entries come in the order of their rows from every tool known; then each task owns its rows. If not, one task for
    /// each matrix goes through all.
    static void multiply(const uint8_t* entries, size_t count, const uint8_t* witness, uint64_t* a, uint64_t* b) {
        size_t chunks = (count + chunk - 1) / chunk;
        Table<uint8_t> disorder(chunks);
        parallel(chunks, [&](size_t i) {
            for (size_t at = i * chunk + (i == 0); at < count && at < (i + 1) * chunk; at++) {
                disorder[i] |= row(entries + at * entry_bytes) < row(entries + (at - 1) * entry_bytes);
            }
        });
        bool ordered = true;
        for (size_t i = 0; i < chunks; i++) ordered &= !disorder[i];
        if (ordered) {
            auto begin = [&](size_t i) { return i < chunks ? begin_of_row(entries, i * chunk, count) : count; };
            parallel(chunks, [&](size_t i) { multiply(entries, begin(i), begin(i + 1), witness, a, b, 0b11); });
        } else {
            parallel(2, [&](size_t matrix) { multiply(entries, 0, count, witness, a, b, 1u << matrix); });
        }
    }

    /// The first entry from here on that begins a row.
    static size_t begin_of_row(const uint8_t* entries, size_t at, size_t count) {
        if (at == 0) return 0;
        while (at < count && row(entries + at * entry_bytes) == row(entries + (at - 1) * entry_bytes)) at++;
        return at;
    }

    static void multiply(const uint8_t* entries, size_t from, size_t to, const uint8_t* witness, uint64_t* a, uint64_t* b,
                         unsigned matrices) {
        uint64_t terms[F::width][words];
        for (size_t at = from; at < to; at += F::width) {
            auto entry = [&](int lane) { return entries + (at + lane < to ? at + lane : to - 1) * entry_bytes; };
            term(entry, witness).store([&](int lane) { return terms[lane]; });
            for (int lane = 0; lane < F::width && at + lane < to; lane++) {
                uint32_t matrix = u32(entry(lane));
                if (!(matrices >> matrix & 1)) continue;
                uint64_t* sum = (matrix == 0 ? a : b) + size_t(row(entry(lane))) * words;
                Scalar term = reduced(terms[lane]) + reduced(sum);
                for (int j = 0; j < words; j++) sum[j] = term.w[j];
            }
        }
    }

    static Scalar reduced(const uint64_t* at) {
        Words<words> value;
        for (int i = 0; i < words; i++) value.w[i] = at[i];
        if (!less(value, P::modulus)) value = minus(value, P::modulus);
        return Scalar::of(value);
    }

    /// Coefficient times value: v 2^512 times w over the rows' own R. In F's form that is v w too large by 2^512 / R^2.
    template <class Entry>
    static F term(Entry entry, const uint8_t* witness) {
        F value = F::load([&](int lane) { return reinterpret_cast<const uint64_t*>(entry(lane) + 12); });
        F wire = F::load([&](int lane) {
            return reinterpret_cast<const uint64_t*>(witness + size_t(u32(entry(lane) + 8)) * scalar_bytes);
        });
        return value * wire;
    }
};

}  // namespace assay::ASSAY_LEVEL
