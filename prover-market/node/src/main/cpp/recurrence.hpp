// What depends on all numbers before it: running products, inverses of many, division by X - z.
#pragma once
#include "inverse.hpp"
#include "memory.hpp"

namespace assay::ASSAY_LEVEL {

/// F is a scalar field, in rows. A column is cut into segments; each lane goes through one, eight side by side, and what
/// one segment hands to the next is added where all are known. Plain numbers below P, at any address.
template <class F>
class Recurrence {
    using P = typename F::Prime;
    using Scalar = typename F::Scalar;
    static constexpr int words = F::words;
    static constexpr int scalar_bytes = 8 * words;
    static constexpr size_t length = 512;

public:
    /// products[i] = factors[0] ... factors[i - 1] for i from 0 to count.
    static void running_products(const uint8_t* factors, size_t count, uint8_t* products) {
        Table<Scalar> starts = segments(count);
        each_task(count, [&](size_t first) {
            F product = F::one();
            for (size_t i = 0; i < length; i++) product = product * or_one(factors, count, first, i);
            keep(product, starts, first);
        });
        Scalar before = Scalar::one();
        for (size_t s = 0; s < starts.size(); s++) {
            Scalar here = starts[s];
            starts[s] = before;
            before = before * here;
        }
        each_task(count, [&](size_t first) {
            F product = take(starts, first);
            for (size_t i = 0; i < length; i++) {
                put(plain(product), products, count, first, i);
                product = product * or_one(factors, count, first, i);
            }
        });
        Scalar total = before * Scalar::template raw_power_of_two<0>();
        __builtin_memcpy(products + count * scalar_bytes, total.w, scalar_bytes);
    }

    /// 1 / numbers[i], and 0 for 0: one inversion for each segment (P. Montgomery, 1987).
    static void inverses(const uint8_t* numbers, size_t count, uint8_t* inverses) {
        each_task(count, [&](size_t first) {
            Table<F> products(length);
            F product = F::one();
            for (size_t i = 0; i < length; i++) {
                products[i] = product;
                product = product * not_zero(or_one(numbers, count, first, i));
            }
            F inverted = all_inverted(product);
            for (size_t i = length; i-- > 0;) {
                F number = or_one(numbers, count, first, i);
                F result = inverted * products[i];
                put(plain(F::choose(number.is_zero(), result, F::zero())), inverses, count, first, i);
                inverted = inverted * not_zero(number);
            }
        });
    }

    /// The polynomial divided by X - point; the remainder is its value there. Horner's rule from the top.
    /// @param quotient receives count - 1 numbers; null if only the remainder is wanted
    static void divide(const uint8_t* coefficients, size_t count, const uint8_t* point, uint8_t* quotient,
                       uint8_t* remainder) {
        Scalar z = raw(point) * Scalar::template raw_power_of_two<2 * Scalar::r_bits>();
        Table<Scalar> values = segments(count);
        // Numbers stay plain: they are only ever multiplied by z.
        F step = F::all(z);
        each_task(count, [&](size_t first) {
            F value = F::zero();
            for (size_t i = length; i-- > 0;) value = (value * step + or_zero(coefficients, count, first, i)).small();
            keep_raw(value, values, first);
        });
        Scalar segment_step = power(z, length), above = Scalar::zero();
        for (size_t s = values.size(); s-- > 0;) {
            Scalar here = values[s] + above * segment_step;
            values[s] = above;
            above = here;
        }
        __builtin_memcpy(remainder, above.w, scalar_bytes);
        if (!quotient) return;
        each_task(count, [&](size_t first) {
            F value = take_raw(values, first);
            for (size_t i = length; i-- > 0;) {
                value = (value * step + or_zero(coefficients, count, first, i)).small();
                put_below(value.canonical(), quotient, count, first, i);
            }
        });
    }

private:
    /// One for each lane of each task.
    static Table<Scalar> segments(size_t count) { return Table<Scalar>(tasks(count) * F::width); }
    static size_t tasks(size_t count) { return (count + length * F::width - 1) / (length * F::width); }

    /// The body is told the task's first segment.
    template <class Body>
    static void each_task(size_t count, Body body) {
        parallel(tasks(count), [&](size_t task) { body(task * F::width); });
    }

    static size_t index(size_t first, int lane, size_t i) { return (first + size_t(lane)) * length + i; }

    static constexpr uint64_t nothing[words] = {};
    static constexpr uint64_t unit[words] = {1};

    static F row(const uint8_t* numbers, size_t count, size_t first, size_t i, const uint64_t* beyond) {
        return F::load([=](int lane) {
            size_t at = index(first, lane, i);
            return at < count ? reinterpret_cast<const uint64_t*>(numbers + at * scalar_bytes) : beyond;
        });
    }
    /// In F's form.
    static F or_one(const uint8_t* numbers, size_t count, size_t first, size_t i) {
        return row(numbers, count, first, i, unit) * F::template raw_power_of_two<2 * F::r_bits>();
    }
    /// Plain.
    static F or_zero(const uint8_t* numbers, size_t count, size_t first, size_t i) {
        return row(numbers, count, first, i, nothing);
    }

    static F not_zero(const F& a) { return F::choose(a.is_zero(), a, F::one()); }
    static F plain(const F& a) { return (a * F::template raw_power_of_two<0>()).canonical(); }

    static void put(const F& a, uint8_t* numbers, size_t count, size_t first, size_t i) {
        uint64_t beyond[words];
        a.store([&](int lane) {
            size_t at = index(first, lane, i);
            return at < count ? reinterpret_cast<uint64_t*>(numbers + at * scalar_bytes) : beyond;
        });
    }
    /// One place below: a quotient has one coefficient less.
    static void put_below(const F& a, uint8_t* numbers, size_t count, size_t first, size_t i) {
        uint64_t beyond[words];
        a.store([&](int lane) {
            size_t at = index(first, lane, i);
            return 0 < at && at < count ? reinterpret_cast<uint64_t*>(numbers + (at - 1) * scalar_bytes) : beyond;
        });
    }

    static void keep(const F& a, Table<Scalar>& to, size_t first) {
        uint64_t out[F::width][words];
        a.canonical().store([&](int lane) { return out[lane]; });
        for (int lane = 0; lane < F::width; lane++) to[first + size_t(lane)] = F::unpack(out[lane]);
    }
    static F take(const Table<Scalar>& from, size_t first) {
        uint64_t in[F::width][words];
        for (int lane = 0; lane < F::width; lane++) F::pack(from[first + size_t(lane)], in[lane]);
        return F::load([&](int lane) { return in[lane]; });
    }
    /// Numbers as they are, whatever their form.
    static void keep_raw(const F& a, Table<Scalar>& to, size_t first) {
        uint64_t out[F::width][words];
        a.canonical().store([&](int lane) { return out[lane]; });
        for (int lane = 0; lane < F::width; lane++) __builtin_memcpy(to[first + size_t(lane)].w, out[lane], scalar_bytes);
    }
    static F take_raw(const Table<Scalar>& from, size_t first) {
        return F::load([&](int lane) { return from[first + size_t(lane)].w; });
    }

    static F all_inverted(const F& a) {
        uint64_t numbers[F::width][words];
        a.canonical().store([&](int lane) { return numbers[lane]; });
        for (int lane = 0; lane < F::width; lane++) F::pack(inverse(F::unpack(numbers[lane])), numbers[lane]);
        return F::load([&](int lane) { return numbers[lane]; });
    }

    static Scalar raw(const uint8_t* number) {
        Scalar a;
        __builtin_memcpy(a.w, number, sizeof a.w);
        return a;
    }
};

}  // namespace assay::ASSAY_LEVEL
