// A plugin's side of the interface in docs/plugins.md, version 1, over the one of programs (../programs/assay.h).
// Include it from the plugin's one source file; that file defines
//
//     int plugin_verify(const struct plugin_question *question);
//
// which returns PLUGIN_YES or PLUGIN_NO. It may say why with plugin_say.
#ifndef PLUGIN_H
#define PLUGIN_H

#include "../programs/assay.h"

// The compiler asks for these two by name.
void *memset(void *to, int value, size_t count) {
    uint8_t *at = to;
    while (count-- > 0) *at++ = (uint8_t)value;
    return to;
}

void *memcpy(void *to, const void *from, size_t count) {
    uint8_t *at = to;
    const uint8_t *source = from;
    while (count-- > 0) *at++ = *source++;
    return to;
}

enum { PLUGIN_YES = 0, PLUGIN_NO = 1 };
enum { PLUGIN_PROOF = 1, PLUGIN_INPUT = 2 };
enum { PLUGIN_VERSION = 1, PLUGIN_DETAIL_BYTES = 1024 };

struct plugin_bytes {
    const uint8_t *at;
    uint32_t length;
};

// Parts of PLUGIN_PROOF: verification key, proof, public inputs, and, if part_count is 4, the job's input.
// Parts of PLUGIN_INPUT: verification key, input.
struct plugin_question {
    uint32_t kind;
    uint32_t part_count;
    struct plugin_bytes parts[4];
};

static uint8_t plugin_answer[1 + PLUGIN_DETAIL_BYTES];
static uint32_t plugin_answer_length = 1;

static inline void plugin_say(const char *text) {
    plugin_answer_length = 1;
    while (*text != 0 && plugin_answer_length < sizeof plugin_answer) plugin_answer[plugin_answer_length++] = (uint8_t)*text++;
}

static inline int plugin_no(const char *why) {
    plugin_say(why);
    return PLUGIN_NO;
}

// Takes a little-endian number off the front; a question that is too short is the host's fault, not a proof's.
static inline uint32_t plugin_take_u32(struct plugin_bytes *in) {
    assay_require(in->length >= 4);
    uint32_t value = (uint32_t)in->at[0] | (uint32_t)in->at[1] << 8 | (uint32_t)in->at[2] << 16 | (uint32_t)in->at[3] << 24;
    in->at += 4;
    in->length -= 4;
    return value;
}

static inline struct plugin_question plugin_read(struct plugin_bytes in) {
    struct plugin_question question = {0};
    assay_require(plugin_take_u32(&in) == PLUGIN_VERSION);
    question.kind = plugin_take_u32(&in);
    question.part_count = plugin_take_u32(&in);
    assay_require(question.part_count <= 4);
    for (uint32_t i = 0; i < question.part_count; i++) {
        uint32_t length = plugin_take_u32(&in);
        assay_require(length <= in.length);
        question.parts[i] = (struct plugin_bytes){in.at, length};
        in.at += length;
        in.length -= length;
    }
    assay_require(in.length == 0);
    return question;
}

int plugin_verify(const struct plugin_question *question);

ASSAY_EXPORT(assay_run)
int64_t assay_run(const uint8_t *bytes, int32_t length) {
    struct plugin_question question = plugin_read((struct plugin_bytes){bytes, (uint32_t)length});
    plugin_answer[0] = (uint8_t)plugin_verify(&question);
    return (int64_t)((uint64_t)(uintptr_t)plugin_answer << 32 | plugin_answer_length);
}

#endif
