// The program's side of the Assay WebAssembly interface, version 1 (README.md states it), and the few text
// functions the samples share. Freestanding: no libc, no imports, no floating point.
//
// Include it from the program's one source file; that file defines assay_run.
#ifndef ASSAY_H
#define ASSAY_H

#include <stddef.h>
#include <stdint.h>

#define ASSAY_EXPORT(name) __attribute__((export_name(#name)))

#define ASSAY_PAGE_BYTES 65536u

// Ends the run without output: the program refuses this input. The host sees a trap.
_Noreturn static inline void assay_fail(void) {
    __builtin_trap();
}

static inline void assay_require(int condition) {
    if (!condition) assay_fail();
}

// Set by the linker to the first byte after the stack and the static data.
extern uint8_t __heap_base;

static uintptr_t assay_heap_end;

// Gives size bytes aligned to 8, never freed: an instance serves one run. Fails when memory cannot grow.
ASSAY_EXPORT(assay_alloc)
void *assay_alloc(int32_t size) {
    assay_require(size >= 0);
    if (assay_heap_end == 0) assay_heap_end = ((uintptr_t)&__heap_base + 7) & ~(uintptr_t)7;
    uint64_t start = assay_heap_end;
    uint64_t end = (start + (uint32_t)size + 7) & ~(uint64_t)7;
    uint64_t have = (uint64_t)__builtin_wasm_memory_size(0) * ASSAY_PAGE_BYTES;
    assay_require(end <= UINT32_MAX);
    if (end > have) {
        size_t pages = (size_t)((end - have + ASSAY_PAGE_BYTES - 1) / ASSAY_PAGE_BYTES);
        assay_require(__builtin_wasm_memory_grow(0, pages) != (size_t)-1);
    }
    assay_heap_end = (uintptr_t)end;
    return (void *)(uintptr_t)start;
}

// What assay_run returns: the output's place in the high half, its length in bytes in the low half.
static inline int64_t assay_output(const char *start, const char *end) {
    return (int64_t)((uint64_t)(uintptr_t)start << 32 | (uint32_t)(end - start));
}

// Unread input: [at, end).
struct assay_input {
    const char *at;
    const char *end;
};

static inline struct assay_input assay_input_of(const char *bytes, int32_t length) {
    assay_require(length >= 0);
    return (struct assay_input){bytes, bytes + length};
}

static inline int assay_ended(const struct assay_input *in) {
    return in->at == in->end;
}

// Takes the next character when it is c; says whether it did.
static inline int assay_accept(struct assay_input *in, char c) {
    if (assay_ended(in) || *in->at != c) return 0;
    in->at++;
    return 1;
}

static inline void assay_expect(struct assay_input *in, char c) {
    assay_require(assay_accept(in, c));
}

static inline void assay_expect_text(struct assay_input *in, const char *text) {
    while (*text != 0) assay_expect(in, *text++);
}

// A line ends with LF; the last one may end with the input instead.
static inline void assay_expect_line_end(struct assay_input *in) {
    if (!assay_ended(in)) assay_expect(in, '\n');
}

static inline int assay_is_digit(const struct assay_input *in) {
    return !assay_ended(in) && *in->at >= '0' && *in->at <= '9';
}

// Reads digits[.digits] as an integer scaled by 10^fraction_digits. Exact: more digits than stated on either side
// of the point are refused, never rounded. The two limits together are at most 18, so the value fits 63 bits.
static inline int64_t assay_read_decimal(struct assay_input *in, int whole_digits, int fraction_digits) {
    int64_t value = 0;
    int whole = 0;
    for (; assay_is_digit(in); whole++) value = value * 10 + (*in->at++ - '0'), assay_require(whole < whole_digits);
    assay_require(whole > 0);
    int fraction = 0;
    if (assay_accept(in, '.')) {
        for (; assay_is_digit(in); fraction++) value = value * 10 + (*in->at++ - '0'), assay_require(fraction < fraction_digits);
        assay_require(fraction > 0);
    }
    for (; fraction < fraction_digits; fraction++) value *= 10;
    return value;
}

static inline char *assay_put_text(char *out, const char *text) {
    while (*text != 0) *out++ = *text++;
    return out;
}

// Writes a value scaled by 10^fraction_digits with exactly that many fraction digits: at most 22 characters.
static inline char *assay_put_decimal(char *out, int64_t scaled, int fraction_digits) {
    char reversed[20];
    uint64_t rest = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled;
    int count = 0;
    for (; rest != 0 || count <= fraction_digits; rest /= 10) reversed[count++] = (char)('0' + rest % 10);
    if (scaled < 0) *out++ = '-';
    while (count > 0) {
        *out++ = reversed[--count];
        if (count == fraction_digits && count > 0) *out++ = '.';
    }
    return out;
}

#endif
