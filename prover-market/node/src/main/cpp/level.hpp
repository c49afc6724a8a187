// The same functions, compiled once for each level of processors.
#pragma once
#include <cstddef>
#include <cstdint>

namespace assay {

/// What assay_evaluate takes; see there.
enum Operation { COLUMN = 0, NEXT = 1, CONSTANT = 2, ADD = 3, SUBTRACT = 4, MULTIPLY = 5 };

struct Instruction {
    int32_t operation, operand;
};

struct Column {
    const uint8_t* values;
    uint64_t count;
};

/// As many numbers as an expression may hold while it waits for its other side.
constexpr int formula_depth = 16;

struct Formula {
    const Instruction* code;
    size_t length;
    const Column* columns;
    size_t column_count;
    const uint8_t* constant_values;
    size_t constants;
};

/// In the order of the enumerations of assay.h. They throw std::bad_alloc.
struct Level {
    void (*msm[4])(const uint8_t* points, const uint8_t* scalars, size_t count, uint8_t* sum);
    void (*quotient[4])(const uint8_t* entries, size_t count, const uint8_t* witness, int log2, uint8_t* scalars);
    void (*to_odd_coset[4])(uint8_t* values, int log2);
    void (*field_multiply[4])(const uint8_t* a, const uint8_t* b, size_t count, uint64_t rounds, uint8_t* products);
    void (*to_values[4])(const uint8_t* coefficients, size_t count, int log2, const uint8_t* shift, uint8_t* values);
    void (*to_coefficients[4])(const uint8_t* values, int log2, const uint8_t* shift, uint8_t* coefficients);
    void (*evaluate[4])(const Formula& formula, size_t rows, uint8_t* values);
    void (*running_products[4])(const uint8_t* factors, size_t count, uint8_t* products);
    void (*inverses[4])(const uint8_t* numbers, size_t count, uint8_t* inverses);
    void (*divide[4])(const uint8_t* coefficients, size_t count, const uint8_t* point, uint8_t* quotient,
                      uint8_t* remainder);
};

extern const Level portable_level;
extern const Level adx_level;
extern const Level ifma_level;

}  // namespace assay
