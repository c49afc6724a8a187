// The same functions, compiled once for each level of processors.
#pragma once
#include <cstddef>
#include <cstdint>

namespace assay {

/// In the order of the enumerations of assay.h. They throw std::bad_alloc.
struct Level {
    void (*msm[4])(const uint8_t* points, const uint8_t* scalars, size_t count, uint8_t* sum);
    void (*quotient)(const uint8_t* entries, size_t count, const uint8_t* witness, int log2, uint8_t* scalars);
    void (*to_odd_coset[4])(uint8_t* values, int log2);
    void (*field_multiply[4])(const uint8_t* a, const uint8_t* b, size_t count, uint64_t rounds, uint8_t* products);
};

extern const Level portable_level;
extern const Level adx_level;
extern const Level ifma_level;

}  // namespace assay
