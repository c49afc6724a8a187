// Multi-scalar multiplication: the sum of scalar times point.
#pragma once
#include "run_sums.hpp"

namespace assay::ASSAY_LEVEL {

/// The bucket method (N. Pippenger, 1976) with signed digits in base 2^c. A scalar above half of the group's order is
/// replaced by its negative, so -1 is as cheap as 1; zero digits cost nothing, so neither do zeros and small numbers.
///
/// Buckets are runs of points (RunSums). A bucket j = 2^l a + b counts j + 1 times in its window:
/// sum (j + 1) B_j = 2^l sum a (row a) + sum (b + 1) (column b), where rows and columns are runs of buckets.
///
/// E is the field of the coordinates in rows, R the field of the scalars. Points are affine: x, y, Montgomery form with
/// R = 2^(64 words), little-endian, zeros for infinity. Scalars are plain, below the order.
template <class E, class R>
class Msm {
    static constexpr int coordinate_words = E::words;
    static constexpr int point_words = 2 * coordinate_words;
    static constexpr int scalar_words = R::words;
    using Scalar = typename E::Scalar;
    using Point = Jacobian<Scalar>;
    using Sums = RunSums<E>;
    using Ref = typename Sums::Ref;

public:
    /// @param sum receives the affine sum, in the form of the points
    static void compute(const uint8_t* points, const uint8_t* scalars, size_t count, uint8_t* sum) {
        write(Msm(points, scalars, count).total(), sum);
    }

private:
    /// Inputs that one task selects and converts.
    static constexpr size_t chunk = 4096;
    static constexpr int max_window_bits = 16;
    /// Of the largest scalar after the choice of its sign: half of the order.
    static constexpr int scalar_bits = bit_length(R::modulus) - 1;

    const uint8_t* points_;
    const uint8_t* scalars_;
    size_t count_;
    /// How many are kept before each chunk, and in all: those with a scalar other than 0 and a point other than infinity.
    Table<uint32_t> kept_before_;
    size_t kept_;
    int window_bits_;
    int windows_;
    Table<uint64_t> table_;
    Table<int16_t> digits_;

    Msm(const uint8_t* points, const uint8_t* scalars, size_t count)
        : points_(points),
          scalars_(scalars),
          count_(count),
          kept_before_((count + chunk - 1) / chunk + 1),
          kept_(select()),
          window_bits_(best_window_bits(kept_)),
          windows_(windows(window_bits_)),
          table_(kept_ * point_words),
          digits_(kept_ * size_t(windows_)) {
        parallel(chunks(), [this](size_t i) { convert(i); });
    }

    size_t chunks() const { return (count_ + chunk - 1) / chunk; }
    size_t chunk_end(size_t i) const { return (i + 1) * chunk < count_ ? (i + 1) * chunk : count_; }

    // ---- what is kept ----

    size_t select() {
        parallel(chunks(), [this](size_t i) {
            uint32_t kept = 0;
            for (size_t at = i * chunk; at < chunk_end(i); at++) kept += is_kept(at);
            kept_before_[i + 1] = kept;
        });
        for (size_t i = 0; i < chunks(); i++) kept_before_[i + 1] += kept_before_[i];
        return kept_before_[chunks()];
    }

    bool is_kept(size_t at) const {
        return !is_zero(scalars_ + at * scalar_words * 8, scalar_words) &&
               !is_zero(points_ + at * point_words * 8, point_words);
    }

    static bool is_zero(const uint8_t* bytes, int words) {
        uint64_t any = 0;
        for (int i = 0; i < words; i++) any |= word(bytes + 8 * i);
        return any == 0;
    }

    static uint64_t word(const uint8_t* bytes) {
        uint64_t w;
        __builtin_memcpy(&w, bytes, 8);
        return w;
    }

    /// So many that half of the order, and a carry, leave the top digit below 2^(c-1).
    static int windows(int c) {
        int count = scalar_bits / c + 1;
        return bits52(R::modulus, c * (count - 1) + 1) + 1 < uint64_t(1) << (c - 1) ? count : count + 1;
    }

    static int best_window_bits(size_t points) {
        int best = 2;
        for (int c = 3; c <= max_window_bits; c++) {
            if (additions(points, c) < additions(points, best)) best = c;
        }
        return best;
    }

    /// A bucket is added to its row and to its column; the small sums are made one by one.
    static double additions(size_t points, int c) {
        double buckets = double(size_t(1) << (c - 1)), lines = double((1 << (c - 1) / 2) + (1 << c / 2));
        return windows(c) * (double(points) + 2 * buckets + 50 * lines);
    }

    // ---- conversion ----

    void convert(size_t i) {
        uint32_t kept[chunk];
        size_t n = 0;
        for (size_t at = i * chunk; at < chunk_end(i); at++) {
            if (is_kept(at)) kept[n++] = uint32_t(at);
        }
        size_t to = kept_before_[i];
        for (size_t j = 0; j < n; j++) write_digits(scalars_ + size_t(kept[j]) * scalar_words * 8, to + j);
        for (size_t j = 0; j < n; j += E::width) convert_row(kept, j, n, to);
    }

    void convert_row(const uint32_t* kept, size_t from, size_t n, size_t to) {
        auto index = [&](int lane) { return from + lane < n ? from + lane : n - 1; };
        for (int part = 0; part < 2; part++) {
            auto source = [&](int lane) {
                return reinterpret_cast<const uint64_t*>(points_ + size_t(kept[index(lane)]) * point_words * 8) + part * coordinate_words;
            };
            E::load(source).from_file().store([&](int lane) { return &table_[(to + index(lane)) * point_words + part * coordinate_words]; });
        }
    }

    /// Digits from -2^(c-1) to 2^(c-1) - 1. Where the scalar is negated, so is each digit: the digit half way is then
    /// rounded the other way.
    void write_digits(const uint8_t* scalar, size_t to) {
        Words<scalar_words> k;
        for (int i = 0; i < scalar_words; i++) k.w[i] = word(scalar + 8 * i);
        Words<scalar_words> negative = minus(R::modulus, k);
        bool negate = less(negative, k);
        if (negate) k = negative;
        int32_t half = 1 << (window_bits_ - 1), carry = 0;
        for (int window = 0; window < windows_; window++) {
            int32_t digit = int32_t(bits(k, window * window_bits_)) + carry;
            carry = digit > half || (digit == half && !negate);
            digit -= carry << window_bits_;
            digits_[size_t(window) * kept_ + to] = int16_t(negate ? -digit : digit);
        }
    }

    uint32_t bits(const Words<scalar_words>& k, int from) const {
        int at = from / 64, shift = from % 64;
        uint64_t bits = k.w[at] >> shift;
        if (shift + window_bits_ > 64 && at + 1 < scalar_words) bits |= k.w[at + 1] << (64 - shift);
        return uint32_t(bits) & ((1u << window_bits_) - 1);
    }

    // ---- windows ----

    /// One window of one part of the points is what a thread does at a time; where there are more threads than windows,
    /// the points are cut too, as long as a part is larger than its buckets.
    Point total() {
        if (kept_ == 0) return Point::infinity();
        size_t parts = (2 * size_t(thread_count()) + windows_ - 1) / windows_;
        size_t most = kept_ >> window_bits_ > 0 ? kept_ >> window_bits_ : 1;
        if (thread_count() <= windows_) parts = 1;
        if (parts > most) parts = most;
        size_t tiles = windows_ * parts, next = 0;
        Table<Point> sums(tiles);
        parallel(size_t(thread_count()) < tiles ? size_t(thread_count()) : tiles, [&](size_t) {
            Workspace space(window_bits_, kept_);
            for (size_t i; (i = __atomic_fetch_add(&next, 1, __ATOMIC_RELAXED)) < tiles;) {
                sums[i] = tile(i / parts, i % parts, parts, space);
            }
        });
        Point total = Point::infinity();
        for (int window = windows_; window-- > 0;) {
            for (int i = 0; i < window_bits_; i++) total = total.twice();
            for (size_t part = 0; part < parts; part++) total = total + sums[window * parts + part];
        }
        return total;
    }

    /// What a thread needs for a tile, kept for its next one.
    struct Workspace {
        Workspace(int window_bits, size_t points)
            : buckets((size_t(1) << (window_bits - 1)) * point_words),
              starts((size_t(1) << (window_bits - 1)) + 2),
              refs(points) {}

        Sums sums;
        Table<uint64_t> buckets;
        Table<uint32_t> starts;
        Table<Ref> refs;
    };

    Point tile(size_t window, size_t part, size_t parts, Workspace& space) {
        fill_buckets(&digits_[window * kept_], kept_ * part / parts, kept_ * (part + 1) / parts, space);
        return weighted(space.sums, space.buckets);
    }

    /// Sorts by bucket, counting first.
    void fill_buckets(const int16_t* digits, size_t from, size_t to, Workspace& space) {
        size_t bucket_count = size_t(1) << (window_bits_ - 1);
        uint32_t* starts = space.starts.data();
        Ref* refs = space.refs.data();
        auto bucket = [](int16_t digit) { return size_t(digit < 0 ? -int32_t(digit) : digit); };
        __builtin_memset(starts, 0, space.starts.size() * sizeof *starts);
        // Bucket 0 is that of the digit 0: it is counted and then left out.
        for (size_t i = from; i < to; i++) starts[bucket(digits[i]) + 1]++;
        starts[1] = 0;
        for (size_t b = 1; b <= bucket_count; b++) starts[b + 1] += starts[b];
        // Each start is moved to the bucket's end, which is the next one's start.
        for (size_t i = from; i < to; i++) {
            if (digits[i] != 0) refs[starts[bucket(digits[i])]++] = Ref::of(uint32_t(i), digits[i] < 0);
        }
        space.sums.sum(table_.data(), refs, starts, bucket_count, space.buckets.data());
    }

    Point weighted(Sums& sums, const Table<uint64_t>& buckets) {
        int low = window_bits_ / 2, high = window_bits_ - 1 - low;
        size_t columns = size_t(1) << low, rows = size_t(1) << high;
        Table<uint64_t> row(rows * point_words), column(columns * point_words);
        auto lines = [&](size_t lines, size_t length, size_t line_step, size_t step, Table<uint64_t>& to) {
            Table<Ref> refs(lines * length);
            Table<uint32_t> starts(lines + 1);
            for (size_t line = 0; line < lines; line++) {
                starts[line + 1] = uint32_t((line + 1) * length);
                for (size_t i = 0; i < length; i++) refs[line * length + i] = Ref::of(uint32_t(line * line_step + i * step), false);
            }
            sums.sum(buckets.data(), refs.data(), starts.data(), lines, to.data());
        };
        lines(rows, columns, columns, 1, row);
        lines(columns, rows, 1, columns, column);
        Point total = weighted_by_index(row, 0);
        for (int i = 0; i < low; i++) total = total.twice();
        return total + weighted_by_index(column, 1);
    }

    /// Sum of (i + first) times point i, for first 0 or 1, by running sums from the top.
    static Point weighted_by_index(const Table<uint64_t>& points, int first) {
        Point running = Point::infinity(), total = Point::infinity();
        for (size_t i = points.size() / point_words; i-- > size_t(1 - first);) {
            running = running + read(&points[i * point_words]);
            total = total + running;
        }
        return total;
    }

    static Point read(const uint64_t* at) {
        uint64_t any = 0;
        for (int i = 0; i < point_words; i++) any |= at[i];
        return any ? Point{E::unpack(at), E::unpack(at + coordinate_words), Scalar::one()} : Point::infinity();
    }

    static void write(const Point& point, uint8_t* to) {
        Scalar z = inverse(point.z), zz = z.square();
        Scalar affine[2] = {point.x * zz, point.y * zz * z};
        static_assert(sizeof affine == point_words * 8);
        __builtin_memcpy(to, affine, sizeof affine);
    }
};

}  // namespace assay::ASSAY_LEVEL
