// The smallest plugin: says yes to a proof that equals its verification key and no to every other. It shows the shape and
// proves nothing: copy it, and replace what plugin_verify does.
#include "plugin.h"

static int equal(struct plugin_bytes a, struct plugin_bytes b) {
    if (a.length != b.length) return 0;
    for (uint32_t i = 0; i < a.length; i++) {
        if (a.at[i] != b.at[i]) return 0;
    }
    return 1;
}

int plugin_verify(const struct plugin_question *question) {
    if (question->kind != PLUGIN_PROOF || question->part_count < 3) assay_fail();
    struct plugin_bytes key = question->parts[0], proof = question->parts[1];
    return equal(key, proof) ? PLUGIN_YES : plugin_no("the proof is not the key");
}
