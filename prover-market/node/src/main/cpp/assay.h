/* What the Java side calls. Flat memory in, flat memory out; numbers are little-endian, 32 bytes (48 for the base field of
 * BLS12-381). Every call may be made by many threads at once; none keeps a pointer. Nothing is checked of the numbers
 * themselves but what is said: a caller hands over what it has validated. */
#ifndef ASSAY_H
#define ASSAY_H
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#pragma GCC visibility push(default)

enum assay_status {
    ASSAY_OK = 0,
    ASSAY_INVALID_ARGUMENT = -1,
    ASSAY_OUT_OF_MEMORY = -2,
    ASSAY_NOT_ON_THIS_PROCESSOR = -3,
    ASSAY_FAILED = -4
};

/* What of a processor is used; a higher one is faster. */
enum assay_level { ASSAY_PORTABLE = 0, ASSAY_ADX = 1, ASSAY_IFMA = 2 };

enum assay_group { ASSAY_BN254_G1 = 0, ASSAY_BN254_G2 = 1, ASSAY_BLS12_381_G1 = 2, ASSAY_BLS12_381_G2 = 3 };

enum assay_field { ASSAY_BN254_FR = 0, ASSAY_BN254_FQ = 1, ASSAY_BLS12_381_FR = 2, ASSAY_BLS12_381_FQ = 3 };

/* Raised whenever a signature here changes. */
int assay_abi(void);

/* Whether the library has code for the level and this processor can run it: 1 or 0. */
int assay_has_level(int level);

/* The sum of scalar times point.
 * points: affine x, y, each coordinate below q, in Montgomery form with R = 2^256 (2^384); in G2 a coordinate is c0, c1;
 *     all zeros are infinity. On the curve, in or out of the group.
 * scalars: plain, below the order of the group. At most 2^30.
 * sum: one point in the form of the points. */
int assay_msm(int level, int group, const uint8_t* points, const uint8_t* scalars, uint64_t count, uint8_t* sum);

/* The quotient of a Groth16 proof, as the scalars of the H points of a .zkey. A scalar field.
 * entries: count times 44 bytes: matrix (u32, 0 for A, 1 for B), row (u32, below 2^log2), wire (u32, an index into the
 *     witness), value (times 2^512, below r).
 * witness: plain, below r.
 * scalars: receives 2^log2 plain numbers; log2 is at most 27. */
int assay_quotient(int level, int field, const uint8_t* entries, uint64_t count, const uint8_t* witness, int log2,
                   uint8_t* scalars);

/* Values of a polynomial on the domain of 2^log2 points become those on its odd coset, in place; plain numbers below the
 * order. A scalar field; log2 is at most 27. */
int assay_to_odd_coset(int level, int field, uint8_t* values, int log2);

/* Polynomials over a scalar field. All numbers are plain and below its order, in natural order. No output overlaps an input
 * unless it is said. w is a root of unity of order 2^log2, and log2 at most 27. */

/* The values at s w^i of the polynomial with these coefficients, of which there may be fewer or more than 2^log2. */
int assay_to_values(int level, int field, const uint8_t* coefficients, uint64_t count, int log2, const uint8_t* s,
                    uint8_t* values);

/* The 2^log2 coefficients of the polynomial with these values at s w^i; s is not zero. */
int assay_to_coefficients(int level, int field, const uint8_t* values, int log2, const uint8_t* s, uint8_t* coefficients);

/* An expression over columns, for each of so many rows, by a stack of at most 16 numbers. A column has zeros where it ends. */
enum assay_operation {
    ASSAY_COLUMN = 0,   /* pushes the row of the column that the operand names */
    ASSAY_NEXT = 1,     /* the same of the next row; after the last one comes the first */
    ASSAY_CONSTANT = 2, /* pushes the constant that the operand names */
    ASSAY_ADD = 3,      /* takes two, and pushes their sum */
    ASSAY_SUBTRACT = 4, /* the first pushed minus the second */
    ASSAY_MULTIPLY = 5
};
/* code: length times an operation and an operand (0 where there is none), which leave one number. */
int assay_evaluate(int level, int field, const int32_t* code, uint64_t length, const uint8_t* const* columns,
                   const uint64_t* counts, uint64_t column_count, const uint8_t* constants, uint64_t constant_count,
                   uint64_t rows, uint8_t* values);

/* products[i] is the product of all factors before i, for i from 0 to count: one more than there are factors. */
int assay_running_products(int level, int field, const uint8_t* factors, uint64_t count, uint8_t* products);

/* 1 / numbers[i], and 0 for 0. */
int assay_inverses(int level, int field, const uint8_t* numbers, uint64_t count, uint8_t* inverses);

/* A polynomial divided by X - point. quotient receives count - 1 coefficients, or is null; remainder is the value at the
 * point. */
int assay_divide(int level, int field, const uint8_t* coefficients, uint64_t count, const uint8_t* point, uint8_t* quotient,
                 uint8_t* remainder);

/* a[i] times b[i] to the power of `rounds`, plain numbers below the modulus, by that many multiplications. */
int assay_field_multiply(int level, int field, const uint8_t* a, const uint8_t* b, uint64_t count, uint64_t rounds,
                         uint8_t* products);

#pragma GCC visibility pop

#ifdef __cplusplus
}
#endif
#endif
