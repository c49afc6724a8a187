#include "assay.h"

#include <new>
#include <vector>

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

struct InvalidArgument {};

/// No exception crosses into a caller that is not C++.
template <class Body>
int guarded(int level, bool arguments_valid, Body body) {
    if (!arguments_valid) return ASSAY_INVALID_ARGUMENT;
    const Level* found = level_of(level);
    if (!found) return ASSAY_NOT_ON_THIS_PROCESSOR;
    try {
        body(*found);
        return ASSAY_OK;
    } catch (const InvalidArgument&) {
        return ASSAY_INVALID_ARGUMENT;
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
constexpr uint64_t max_code = 1 << 16;

bool is_scalar_field(int field) { return field == ASSAY_BN254_FR || field == ASSAY_BLS12_381_FR; }

/// Whether the code takes nothing that is not there, stays within its stack and leaves one number.
bool is_sound(const assay::Formula& formula) {
    int height = 0;
    for (size_t i = 0; i < formula.length; i++) {
        auto [operation, operand] = formula.code[i];
        bool pushes = is_between(assay::COLUMN, operation, assay::CONSTANT);
        size_t operands = operation == assay::CONSTANT ? formula.constants : formula.column_count;
        if (!is_between(assay::COLUMN, operation, assay::MULTIPLY)) return false;
        if (pushes && (operand < 0 || size_t(operand) >= operands)) return false;
        if (!pushes && height < 2) return false;
        height += pushes ? 1 : -1;
        if (height > assay::formula_depth) return false;
    }
    return height == 1;
}

}  // namespace

extern "C" {

int assay_abi(void) { return 3; }

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

int assay_quotient(int level, int field, const uint8_t* entries, uint64_t count, const uint8_t* witness, int log2,
                   uint8_t* scalars) {
    bool valid = is_scalar_field(field) && is_between(0, log2, max_log2) && count <= max_entries && scalars &&
                 (count == 0 || (entries && witness));
    return guarded(level, valid, [&](const Level& l) { l.quotient[field](entries, size_t(count), witness, log2, scalars); });
}

int assay_to_odd_coset(int level, int field, uint8_t* values, int log2) {
    bool valid = is_scalar_field(field) && is_between(0, log2, max_log2) && values;
    return guarded(level, valid, [&](const Level& l) { l.to_odd_coset[field](values, log2); });
}

int assay_field_multiply(int level, int field, const uint8_t* a, const uint8_t* b, uint64_t count, uint64_t rounds,
                         uint8_t* products) {
    bool valid = is_between(0, field, 3) && count <= max_points && (count == 0 || (a && b && products));
    return guarded(level, valid,
                   [&](const Level& l) { l.field_multiply[field](a, b, size_t(count), rounds, products); });
}

int assay_to_values(int level, int field, const uint8_t* coefficients, uint64_t count, int log2, const uint8_t* s,
                    uint8_t* values) {
    bool valid = is_scalar_field(field) && is_between(0, log2, max_log2) && count <= max_points && s && values &&
                 (count == 0 || coefficients);
    return guarded(level, valid,
                   [&](const Level& l) { l.to_values[field](coefficients, size_t(count), log2, s, values); });
}

int assay_to_coefficients(int level, int field, const uint8_t* values, int log2, const uint8_t* s, uint8_t* coefficients) {
    bool valid = is_scalar_field(field) && is_between(0, log2, max_log2) && values && s && coefficients;
    return guarded(level, valid, [&](const Level& l) { l.to_coefficients[field](values, log2, s, coefficients); });
}

int assay_evaluate(int level, int field, const int32_t* code, uint64_t length, const uint8_t* const* columns,
                   const uint64_t* counts, uint64_t column_count, const uint8_t* constants, uint64_t constant_count,
                   uint64_t rows, uint8_t* values) {
    bool valid = is_scalar_field(field) && code && length <= max_code && column_count <= max_code &&
                 constant_count <= max_code && (column_count == 0 || (columns && counts)) &&
                 (constant_count == 0 || constants) && rows <= max_points && (rows == 0 || values);
    return guarded(level, valid, [&](const Level& l) {
        std::vector<assay::Column> all(column_count);
        for (size_t i = 0; i < all.size(); i++) all[i] = {columns[i], counts[i]};
        assay::Formula formula{reinterpret_cast<const assay::Instruction*>(code), size_t(length), all.data(), all.size(),
                               constants, size_t(constant_count)};
        if (!is_sound(formula)) throw InvalidArgument();
        l.evaluate[field](formula, size_t(rows), values);
    });
}

int assay_running_products(int level, int field, const uint8_t* factors, uint64_t count, uint8_t* products) {
    bool valid = is_scalar_field(field) && count <= max_points && products && (count == 0 || factors);
    return guarded(level, valid, [&](const Level& l) { l.running_products[field](factors, size_t(count), products); });
}

int assay_inverses(int level, int field, const uint8_t* numbers, uint64_t count, uint8_t* inverses) {
    bool valid = is_scalar_field(field) && count <= max_points && (count == 0 || (numbers && inverses));
    return guarded(level, valid, [&](const Level& l) { l.inverses[field](numbers, size_t(count), inverses); });
}

int assay_divide(int level, int field, const uint8_t* coefficients, uint64_t count, const uint8_t* point, uint8_t* quotient,
                 uint8_t* remainder) {
    bool valid = is_scalar_field(field) && count <= max_points && point && remainder && (count == 0 || coefficients);
    return guarded(level, valid,
                   [&](const Level& l) { l.divide[field](coefficients, size_t(count), point, quotient, remainder); });
}

}  // extern "C"
