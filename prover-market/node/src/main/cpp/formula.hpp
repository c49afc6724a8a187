// Arithmetic expressions over columns of numbers, evaluated row by row.
#pragma once
#include "field.hpp"
#include "level.hpp"
#include "memory.hpp"

namespace assay::ASSAY_LEVEL {

/// F is a scalar field, in rows. An expression comes as the code of a stack machine, so that one pass over the columns does
/// all of it; several rows go through each instruction at a time.
template <class F>
class Evaluation {
    static constexpr int words = F::words;
    static constexpr int scalar_bytes = 8 * words;
    static constexpr int group = F::width == 1 ? 16 : 4;
    static constexpr int group_rows = group * F::width;
    static constexpr size_t chunk = 4096;
    static constexpr int depth = formula_depth;

public:
    static void compute(const Formula& formula, size_t rows, uint8_t* values) {
        Table<F> constants(formula.constants);
        for (size_t i = 0; i < formula.constants; i++) {
            constants[i] = in_form(F::load([&](int) { return number(formula.constant_values, i); }));
        }
        parallel((rows + chunk - 1) / chunk, [&](size_t task) {
            size_t end = (task + 1) * chunk < rows ? (task + 1) * chunk : rows;
            for (size_t row = task * chunk; row < end; row += group_rows) run(formula, constants, row, rows, values);
        });
    }

private:
    static const uint64_t* number(const uint8_t* numbers, size_t i) {
        return reinterpret_cast<const uint64_t*>(numbers + i * scalar_bytes);
    }
    static F in_form(const F& plain) { return plain * F::template raw_power_of_two<2 * F::r_bits>(); }

    static void run(const Formula& formula, const Table<F>& constants, size_t row, size_t rows, uint8_t* values) {
        F stack[depth][group];
        int top = -1;
        for (size_t at = 0; at < formula.length; at++) {
            const Instruction& instruction = formula.code[at];
            switch (instruction.operation) {
                case COLUMN: load(stack[++top], formula.columns[instruction.operand], row); break;
                case NEXT: load_next(stack[++top], formula.columns[instruction.operand], row, rows); break;
                case CONSTANT:
                    top++;
                    for (F& a : stack[top]) a = constants[size_t(instruction.operand)];
                    break;
                case ADD:
                    top--;
                    for (int g = 0; g < group; g++) stack[top][g] = (stack[top][g] + stack[top + 1][g]).small();
                    break;
                case SUBTRACT:
                    top--;
                    for (int g = 0; g < group; g++) stack[top][g] = (stack[top][g] - stack[top + 1][g]).small();
                    break;
                default:
                    top--;
                    for (int g = 0; g < group; g++) stack[top][g] = stack[top][g] * stack[top + 1][g];
            }
        }
        uint64_t beyond[words];
        for (int g = 0; g < group; g++) {
            (stack[0][g] * F::template raw_power_of_two<0>()).canonical().store([&](int lane) {
                size_t i = row + size_t(g * F::width + lane);
                return i < rows ? reinterpret_cast<uint64_t*>(values + i * scalar_bytes) : beyond;
            });
        }
    }

    static constexpr uint64_t nothing[words] = {};

    /// Zeros beyond the column's end.
    static void load(F* to, const Column& column, size_t row) {
        for (int g = 0; g < group; g++) {
            to[g] = in_form(F::load([&](int lane) {
                size_t i = row + size_t(g * F::width + lane);
                return i < column.count ? number(column.values, i) : nothing;
            }));
        }
    }

    /// The row after this one; the first comes after the last. A column may have any length, but is zero where it ends.
    static void load_next(F* to, const Column& column, size_t row, size_t rows) {
        for (int g = 0; g < group; g++) {
            to[g] = in_form(F::load([&](int lane) {
                size_t i = row + size_t(g * F::width + lane) + 1;
                if (i == rows) i = 0;
                return i < column.count ? number(column.values, i) : nothing;
            }));
        }
    }
};

}  // namespace assay::ASSAY_LEVEL
