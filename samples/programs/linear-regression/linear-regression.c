// Inference: a linear model of a house's heating energy for one day, in kWh. The coefficients are illustrative.
//
// Input: the header line HEADER, then one house-day a line, each feature within its limits in `model` and with at
// most 3 fraction digits. Anything else is refused, and so is a header without rows.
// Output: one prediction a line, in kWh with 3 fraction digits, rounded half up; a negative energy is given as 0.000.
#include "../assay.h"

#define HEADER "outdoor_celsius,floor_area_m2,wall_u_value,wind_m_per_s,occupants\n"

enum { FEATURES = 5, WHOLE_DIGITS = 6, FRACTION_DIGITS = 3, PREDICTION_BYTES = 24, MIN_ROW_BYTES = 2 * FEATURES - 1 };

// Limits are scaled by 10^3, as features are; coefficients by 10^6, so a product is scaled by 10^9. The largest
// product is 1000 m2 at 0.214 kWh: the sum stays far below 2^63.
struct feature {
    int64_t coefficient;
    int64_t least;
    int64_t most;
};

static const struct feature model[FEATURES] = {
    {-2350000, -40000, 45000}, // outdoor_celsius: -2.350 kWh a degree
    {214000, 10000, 1000000},  // floor_area_m2: 0.214 kWh a square metre
    {18725000, 50, 6000},      // wall_u_value, W/(m2 K): 18.725 kWh a unit
    {875500, 0, 60000},        // wind_m_per_s: 0.875500 kWh
    {-1120250, 0, 50000},      // occupants: -1.120250 kWh each, for the heat they give
};

static const int64_t INTERCEPT = 28406125000; // 28.406125 kWh, scaled by 10^9

static const int64_t PREDICTION_UNIT = 1000000; // 10^-3 kWh, scaled by 10^9

static int64_t read_feature(struct assay_input *in, const struct feature *feature) {
    int negative = assay_accept(in, '-');
    int64_t size = assay_read_decimal(in, WHOLE_DIGITS, FRACTION_DIGITS);
    int64_t value = negative ? -size : size;
    assay_require(value >= feature->least && value <= feature->most);
    return value;
}

static int64_t to_prediction(int64_t scaled) {
    return scaled <= 0 ? 0 : (scaled + PREDICTION_UNIT / 2) / PREDICTION_UNIT;
}

static int64_t predict(struct assay_input *in) {
    int64_t sum = INTERCEPT;
    for (int i = 0; i < FEATURES; i++) {
        if (i > 0) assay_expect(in, ',');
        sum += model[i].coefficient * read_feature(in, &model[i]);
    }
    assay_expect_line_end(in);
    return to_prediction(sum);
}

ASSAY_EXPORT(assay_run)
int64_t assay_run(const char *bytes, int32_t length) {
    struct assay_input in = assay_input_of(bytes, length);
    assay_expect_text(&in, HEADER);
    assay_require(!assay_ended(&in));

    int64_t most_rows = (in.end - in.at) / MIN_ROW_BYTES + 1;
    assay_require(most_rows <= INT32_MAX / PREDICTION_BYTES);
    char *start = assay_alloc((int32_t)(most_rows * PREDICTION_BYTES));
    char *out = start;
    while (!assay_ended(&in)) {
        out = assay_put_decimal(out, predict(&in), FRACTION_DIGITS);
        out = assay_put_text(out, "\n");
    }
    return assay_output(start, out);
}
