#include "assay.h"

#include <new>

#include "level.hpp"

namespace {

using assay::Level;

const Level* level_of(int level) {
    if (!assay_has_level(level)) return nullptr;
#ifdef __x86_64__
    if (level == ASSAY_IFMA) return &assay::ifma_level;
    if (level == ASSAY_ADX) return &assay::adx_level;
#endif
    return &assay::portable_level;
}

/// No exception crosses into a caller that is not C++.
template <class Body>
int guarded(int level, bool arguments_valid, Body body) {
    if (!arguments_valid) return ASSAY_INVALID_ARGUMENT;
    const Level* found = level_of(level);
    if (!found) return ASSAY_NOT_ON_THIS_PROCESSOR;
    try {
        body(*found);
        return ASSAY_OK;
    } catch (const std::bad_alloc&) {
        return ASSAY_OUT_OF_MEMORY;
    } catch (...) {
        return ASSAY_FAILED;
    }
}

bool is_between(int low, int value, int high) { return low <= value && value <= high; }

constexpr uint64_t max_points = uint64_t(1) << 30;
constexpr uint64_t max_entries = uint64_t(1) << 34;
constexpr int max_log2 = 27;

}  // namespace

extern "C" {

int assay_abi(void) { return 1; }

int assay_has_level(int level) {
    if (level == ASSAY_PORTABLE) return 1;
#ifdef __x86_64__
    __builtin_cpu_init();
    bool adx = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("adx");
    if (level == ASSAY_ADX) return adx;
    if (level == ASSAY_IFMA) {
        return adx && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512ifma") &&
               __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
               __builtin_cpu_supports("avx512bw");
    }
#endif
    return 0;
}

int assay_msm(int level, int group, const uint8_t* points, const uint8_t* scalars, uint64_t count, uint8_t* sum) {
    bool valid = is_between(0, group, 3) && count <= max_points && sum && (count == 0 || (points && scalars));
    return guarded(level, valid, [&](const Level& l) { l.msm[group](points, scalars, size_t(count), sum); });
}

int assay_quotient(int level, const uint8_t* entries, uint64_t count, const uint8_t* witness, int log2, uint8_t* scalars) {
    bool valid = is_between(0, log2, max_log2) && count <= max_entries && scalars && (count == 0 || (entries && witness));
    return guarded(level, valid, [&](const Level& l) { l.quotient(entries, size_t(count), witness, log2, scalars); });
}

int assay_to_odd_coset(int level, int field, uint8_t* values, int log2) {
    bool valid = (field == ASSAY_BN254_FR || field == ASSAY_BLS12_381_FR) && is_between(0, log2, max_log2) && values;
    return guarded(level, valid, [&](const Level& l) { l.to_odd_coset[field](values, log2); });
}

int assay_field_multiply(int level, int field, const uint8_t* a, const uint8_t* b, uint64_t count, uint64_t rounds,
                         uint8_t* products) {
    bool valid = is_between(0, field, 3) && count <= max_points && (count == 0 || (a && b && products));
    return guarded(level, valid,
                   [&](const Level& l) { l.field_multiply[field](a, b, size_t(count), rounds, products); });
}

}  // extern "C"
