// One level: compiled with -DASSAY_LEVEL=portable, adx or ifma and the options that let the compiler use such processors.
// All that is here and in the headers lies in a namespace of the level's name, so that the linker never lets a function
// for one processor stand for the same function for another.
#include "level.hpp"

#include "domain.hpp"
#include "formula.hpp"
#include "msm.hpp"
#include "quotient.hpp"
#include "recurrence.hpp"
#include "single.hpp"
#ifdef __AVX512IFMA__
#include "lanes.hpp"
#endif

namespace assay {
namespace ASSAY_LEVEL {
namespace {

#ifdef __AVX512IFMA__
template <class P>
using Row = Lanes<P>;
#else
template <class P>
using Row = Single<P>;
#endif

template <class P>
constexpr auto msm_g1 = Msm<Row<typename P::Base>, typename P::Order>::compute;
template <class P>
constexpr auto msm_g2 = Msm<QuadraticRow<Row<typename P::Base>>, typename P::Order>::compute;

/// Domains that are too small for rows.
constexpr int small_log2 = OddCoset<Row<Bn254Fr>>::min_log2;

template <class P>
void quotient(const uint8_t* entries, size_t count, const uint8_t* witness, int log2, uint8_t* scalars) {
    auto compute = log2 < small_log2 ? Quotient<Single<P>>::compute : Quotient<Row<P>>::compute;
    compute(entries, count, witness, log2, scalars);
}

template <class P>
void to_odd_coset(uint8_t* values, int log2) {
    auto compute = log2 < small_log2 ? Quotient<Single<P>>::to_odd_coset : Quotient<Row<P>>::to_odd_coset;
    compute(values, log2);
}

template <class P>
void to_values(const uint8_t* coefficients, size_t count, int log2, const uint8_t* shift, uint8_t* values) {
    auto compute = log2 < small_log2 ? Domain<Single<P>>::to_values : Domain<Row<P>>::to_values;
    compute(coefficients, count, log2, shift, values);
}

template <class P>
void to_coefficients(const uint8_t* values, int log2, const uint8_t* shift, uint8_t* coefficients) {
    auto compute = log2 < small_log2 ? Domain<Single<P>>::to_coefficients : Domain<Row<P>>::to_coefficients;
    compute(values, log2, shift, coefficients);
}

/// Several rows in turns, so that they need not wait for each other.
template <class P>
void field_multiply(const uint8_t* a, const uint8_t* b, size_t count, uint64_t rounds, uint8_t* products) {
    using F = Row<P>;
    constexpr size_t bytes = 8 * F::words, group = 8;
    for (size_t from = 0; from < count; from += group * F::width) {
        F product[group], factor[group];
        auto at = [&](size_t row, int lane) {
            size_t i = from + row * F::width + size_t(lane);
            return (i < count ? i : count - 1) * bytes;
        };
        for (size_t row = 0; row < group; row++) {
            product[row] = F::load([&](int lane) { return reinterpret_cast<const uint64_t*>(a + at(row, lane)); });
            F plain = F::load([&](int lane) { return reinterpret_cast<const uint64_t*>(b + at(row, lane)); });
            factor[row] = plain * F::template raw_power_of_two<2 * F::r_bits>();
        }
        for (uint64_t i = 0; i < rounds; i++) {
            for (size_t row = 0; row < group; row++) product[row] = product[row] * factor[row];
        }
        for (size_t row = 0; row < group; row++) {
            uint64_t words[F::width][F::words];
            product[row].small().store([&](int lane) { return words[lane]; });
            for (int lane = 0; lane < F::width; lane++) {
                Words<F::words> word;
                __builtin_memcpy(word.w, words[lane], bytes);
                if (!less(word, P::modulus)) word = minus(word, P::modulus);
                __builtin_memcpy(products + at(row, lane), word.w, bytes);
            }
        }
    }
}

}  // namespace
}  // namespace ASSAY_LEVEL

#define ASSAY_JOINED(level, suffix) level##suffix
#define ASSAY_NAMED(level, suffix) ASSAY_JOINED(level, suffix)

using namespace ASSAY_LEVEL;

const Level ASSAY_NAMED(ASSAY_LEVEL, _level) = {
    {msm_g1<Bn254>, msm_g2<Bn254>, msm_g1<Bls12381>, msm_g2<Bls12381>},
    {quotient<Bn254Fr>, nullptr, quotient<Bls12381Fr>, nullptr},
    {to_odd_coset<Bn254Fr>, nullptr, to_odd_coset<Bls12381Fr>, nullptr},
    {field_multiply<Bn254Fr>, field_multiply<Bn254Fq>, field_multiply<Bls12381Fr>, field_multiply<Bls12381Fq>},
    {to_values<Bn254Fr>, nullptr, to_values<Bls12381Fr>, nullptr},
    {to_coefficients<Bn254Fr>, nullptr, to_coefficients<Bls12381Fr>, nullptr},
    {Evaluation<Row<Bn254Fr>>::compute, nullptr, Evaluation<Row<Bls12381Fr>>::compute, nullptr},
    {Recurrence<Row<Bn254Fr>>::running_products, nullptr, Recurrence<Row<Bls12381Fr>>::running_products, nullptr},
    {Recurrence<Row<Bn254Fr>>::inverses, nullptr, Recurrence<Row<Bls12381Fr>>::inverses, nullptr},
    {Recurrence<Row<Bn254Fr>>::divide, nullptr, Recurrence<Row<Bls12381Fr>>::divide, nullptr},
};

}  // namespace assay
