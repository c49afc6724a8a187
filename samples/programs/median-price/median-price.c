// An oracle: the median of the prices that several sources quote for one asset.
//
// Input: lines `source,price`. A source is 1 to 32 of [a-z0-9-] and may quote once. A price is positive, with at
// most 10 whole and 8 fraction digits. From 3 to 64 sources. Anything else is refused.
// Output: {"median":"67012.35000000","sources":7} and LF. An even count takes the mean of the two middle prices,
// rounded down to 8 fraction digits.
#include "../assay.h"

enum { MIN_SOURCES = 3, MAX_SOURCES = 64, MAX_NAME = 32, WHOLE_DIGITS = 10, FRACTION_DIGITS = 8, OUTPUT_BYTES = 96 };

struct name {
    const char *start;
    int length;
};

struct quotes {
    int count;
    struct name sources[MAX_SOURCES];
    int64_t prices[MAX_SOURCES]; // ascending, scaled by 10^8; not in the order of sources
};

static struct quotes quotes;

static int is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

static struct name read_name(struct assay_input *in) {
    struct name name = {in->at, 0};
    while (!assay_ended(in) && is_name_character(*in->at)) in->at++, name.length++;
    assay_require(name.length > 0 && name.length <= MAX_NAME);
    return name;
}

static int same_name(struct name a, struct name b) {
    if (a.length != b.length) return 0;
    for (int i = 0; i < a.length; i++) {
        if (a.start[i] != b.start[i]) return 0;
    }
    return 1;
}

// One source quoting twice could move the median alone, so a repeat refuses the whole input.
static void add_source(struct name source) {
    for (int i = 0; i < quotes.count; i++) assay_require(!same_name(quotes.sources[i], source));
    quotes.sources[quotes.count] = source;
}

static void add_price(int64_t price) {
    int at = quotes.count;
    for (; at > 0 && quotes.prices[at - 1] > price; at--) quotes.prices[at] = quotes.prices[at - 1];
    quotes.prices[at] = price;
}

static void read_quote(struct assay_input *in) {
    assay_require(quotes.count < MAX_SOURCES);
    add_source(read_name(in));
    assay_expect(in, ',');
    int64_t price = assay_read_decimal(in, WHOLE_DIGITS, FRACTION_DIGITS);
    assay_require(price > 0);
    add_price(price);
    assay_expect_line_end(in);
    quotes.count++;
}

static int64_t median(void) {
    int64_t upper = quotes.prices[quotes.count / 2];
    if (quotes.count % 2 == 1) return upper;
    int64_t lower = quotes.prices[quotes.count / 2 - 1];
    return lower + (upper - lower) / 2;
}

ASSAY_EXPORT(assay_run)
int64_t assay_run(const char *bytes, int32_t length) {
    struct assay_input in = assay_input_of(bytes, length);
    while (!assay_ended(&in)) read_quote(&in);
    assay_require(quotes.count >= MIN_SOURCES);

    char *start = assay_alloc(OUTPUT_BYTES);
    char *out = assay_put_text(start, "{\"median\":\"");
    out = assay_put_decimal(out, median(), FRACTION_DIGITS);
    out = assay_put_text(out, "\",\"sources\":");
    out = assay_put_decimal(out, quotes.count, 0);
    out = assay_put_text(out, "}\n");
    return assay_output(start, out);
}
