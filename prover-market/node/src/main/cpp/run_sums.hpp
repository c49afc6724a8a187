// Sums of runs of affine points: what buckets, and rows and columns of buckets, are made by.
#pragma once
#include "curve.hpp"
#include "memory.hpp"

namespace assay::ASSAY_LEVEL {

/// Affine addition needs one inversion, which many additions share if they do not depend on each other. So the points of
/// each run are added in pairs, then the sums in pairs, and so on: pairs of one round never depend on each other, however
/// the runs are made. E is the field of the coordinates, in rows. In memory a point is x, then y; infinity is all zeros.
template <class E>
class RunSums {
public:
    static constexpr int point_words = 2 * E::words;

    RunSums() : left_(block * point_words), right_(block * point_words), pairs_(block / 2 + width), prefix_(block / 2 / width + 1) {}

    /// What to add: entry i of a table, negated if so said.
    struct Ref {
        uint32_t bits;
        static Ref of(uint32_t index, bool negated) { return {index << 1 | uint32_t(negated)}; }
        uint32_t index() const { return bits >> 1; }
        bool negated() const { return bits & 1; }
    };

    /// sums[run] = sum of the table's points refs[starts[run]] to refs[starts[run + 1] - 1]. Points that are to be negated
    /// are not at infinity.
    void sum(const uint64_t* table, const Ref* refs, const uint32_t* starts, size_t runs, uint64_t* sums) {
        for (size_t from = 0; from < runs;) {
            size_t to = from;
            while (to < runs && starts[to + 1] - starts[from] <= block) to++;
            if (to == from) {
                sum_long_run(table, refs + starts[from], starts[from + 1] - starts[from], sums + from * point_words);
                to++;
            } else {
                sum_block(table, refs, starts + from, to - from, sums + from * point_words);
            }
            from = to;
        }
    }

private:
    static constexpr int width = E::width;
    /// Points at a time: what they, their sums and the products for one inversion take stays in the second-level cache.
    static constexpr size_t block = size_t(1) << (E::words <= 4 ? 12 : 11);

    /// Where an addition takes its points from, and where it puts the sum.
    struct Pair {
        const uint64_t* a;
        const uint64_t* b;
        uint64_t* to;
        bool negate_a, negate_b;
    };

    /// What is left of a run after a round.
    struct Rest {
        const uint64_t* from;
        uint64_t* sum;
        uint32_t points;
    };

    void sum_long_run(const uint64_t* table, const Ref* refs, size_t points, uint64_t* sum_at) {
        size_t parts = (points + block - 1) / block;
        Table<uint64_t> partial(parts * point_words);
        Table<Ref> all(parts);
        for (size_t part = 0; part < parts; part++) {
            size_t from = part * block, to = from + block < points ? from + block : points;
            const uint32_t starts[] = {0, uint32_t(to - from)};
            sum_block(table, refs + from, starts, 1, &partial[part * point_words]);
            all[part] = Ref::of(uint32_t(part), false);
        }
        const uint32_t starts[] = {0, uint32_t(parts)};
        sum(partial.data(), all.data(), starts, 1, sum_at);
    }

    /// Runs with no more than a block of points together.
    void sum_block(const uint64_t* table, const Ref* refs, const uint32_t* starts, size_t runs, uint64_t* sums) {
        if (rests_.size() < runs) rests_.grow(runs);
        uint64_t* out = left_.data();
        size_t pairs = 0, open = 0;
        for (size_t run = 0; run < runs; run++) {
            uint32_t points = starts[run + 1] - starts[run];
            uint64_t* sum_at = sums + run * point_words;
            const Ref* ref = refs + starts[run];
            auto point = [&](uint32_t i) { return table + size_t(ref[i].index()) * point_words; };
            if (points == 0) clear(sum_at);
            if (points == 1) copy(point(0), ref[0].negated(), sum_at);
            if (points == 2) pairs_[pairs++] = {point(0), point(1), sum_at, ref[0].negated(), ref[1].negated()};
            if (points <= 2) continue;
            rests_[open++] = {out, sum_at, (points + 1) / 2};
            for (uint32_t i = 0; i + 1 < points; i += 2, out += point_words) {
                pairs_[pairs++] = {point(i), point(i + 1), out, ref[i].negated(), ref[i + 1].negated()};
            }
            if (points % 2) copy(point(points - 1), ref[points - 1].negated(), out), out += point_words;
        }
        add(pairs, true);
        sum_rests(open);
    }

    /// The rounds after the first: points lie beside each other, and none is negated.
    void sum_rests(size_t open) {
        for (bool to_right = true; open > 0; to_right = !to_right) {
            uint64_t* out = (to_right ? right_ : left_).data();
            size_t pairs = 0, still_open = 0;
            for (size_t i = 0; i < open; i++) {
                Rest rest = rests_[i];
                auto point = [&](uint32_t j) { return rest.from + size_t(j) * point_words; };
                if (rest.points == 2) {
                    pairs_[pairs++] = {point(0), point(1), rest.sum, false, false};
                    continue;
                }
                rests_[still_open++] = {out, rest.sum, (rest.points + 1) / 2};
                for (uint32_t j = 0; j + 1 < rest.points; j += 2, out += point_words) {
                    pairs_[pairs++] = {point(j), point(j + 1), out, false, false};
                }
                if (rest.points % 2) copy(point(rest.points - 1), false, out), out += point_words;
            }
            add(pairs, false);
            open = still_open;
        }
    }

    static void clear(uint64_t* point) {
        for (int i = 0; i < point_words; i++) point[i] = 0;
    }

    static void copy(const uint64_t* from, bool negated, uint64_t* to) {
        for (int i = 0; i < point_words; i++) to[i] = from[i];
        if (!negated) return;
        for (uint64_t* y = to + E::words; y < to + point_words; y += E::Prime::words) E::negate_in_memory(y);
    }

    // ---- one round: P. Montgomery's shared inversion, and the affine addition ----

    struct Operands {
        E x1, y1, x2, y2;
    };

    /// What adding needs besides the slope's denominator, in lanes where the general formula does not hold.
    struct Special {
        typename E::Mask first, second, twice, none;  ///< the sum is the second, the first, twice one, infinity
        typename E::Mask any() const { return first | second | twice | none; }
    };

    static E x_of(const Pair* pair, const uint64_t* Pair::*side) {
        return E::load([&](int i) { return pair[i].*side; });
    }

    static typename E::Mask signs(const Pair* pair, bool Pair::*side) {
        unsigned mask = 0;
        for (int i = 0; i < width; i++) mask |= unsigned(pair[i].*side) << i;
        return typename E::Mask(mask);
    }

    static E y_of(const Pair* pair, const uint64_t* Pair::*side) {
        return E::load([&](int i) { return pair[i].*side + E::words; });
    }

    [[gnu::noinline]] static Special examine(const Operands& p) {
        Special s;
        s.first = p.x1.all_bits_zero() & p.y1.is_zero();
        s.second = p.x2.all_bits_zero() & p.y2.is_zero() & ~s.first;
        typename E::Mask same_x = (p.x2 - p.x1).is_zero() & ~s.first & ~s.second;
        typename E::Mask same_y = (p.y2 - p.y1).is_zero() & ~p.y1.is_zero();
        s.twice = same_x & same_y;
        s.none = same_x & ~same_y;
        return s;
    }

    static E special_denominator(const Operands& p, const Special& s) {
        E d = E::choose(s.twice, p.x2 - p.x1, p.y1 + p.y1);
        return E::choose(s.first | s.second | s.none, d, E::one());
    }

    static E special_numerator(const Operands& p, const Special& s) {
        E xx = p.x1.square().small();
        return E::choose(s.twice, p.y2 - p.y1, xx + xx + xx);
    }

    static Operands operands(const Pair* pair, bool negations) {
        Operands p{x_of(pair, &Pair::a), y_of(pair, &Pair::a), x_of(pair, &Pair::b), y_of(pair, &Pair::b)};
        if (negations) {
            p.y1 = p.y1.negated(signs(pair, &Pair::negate_a));
            p.y2 = p.y2.negated(signs(pair, &Pair::negate_b));
        }
        return p;
    }

    void add(size_t count, bool first_round) {
        if (count == 0) return;
        // The last row is filled up with its last pair, whose sum is the same wherever it is put.
        size_t rows = (count + width - 1) / width;
        for (size_t i = count; i < rows * width; i++) pairs_[i] = pairs_[count - 1];
        E product[chains];
        for (E& p : product) p = E::one();
        for (size_t row = 0; row < rows; row++) {
            const Pair* pair = &pairs_[row * width];
            if (first_round && row + ahead < rows) prefetch(pair + ahead * width);
            E& running = product[row % chains];
            E x1 = x_of(pair, &Pair::a), x2 = x_of(pair, &Pair::b);
            E next = running * (x2 - x1);
            prefix_[row].before = running;
            prefix_[row].special = false;
            if (x1.low_limb_zero() | x2.low_limb_zero() | next.maybe_zero()) {
                Operands p = operands(pair, first_round);
                Special s = examine(p);
                prefix_[row].special = s.any();
                next = running * special_denominator(p, s);
            }
            running = next;
        }
        invert(product);
        for (size_t row = rows; row-- > 0;) add_row(&pairs_[row * width], prefix_[row], product[row % chains], first_round);
    }

    static void prefetch(const Pair* pair) {
        for (int i = 0; i < width; i++) {
            for (int line = 0; line < point_words; line += 8) {
                __builtin_prefetch(pair[i].a + line, 0, 2);
                __builtin_prefetch(pair[i].b + line, 0, 2);
            }
        }
    }

    struct Prefix {
        E before;
        bool special;
    };

    /// @param inverse of the product of this row's denominator and all before it; then of all before it
    static void add_row(const Pair* pair, const Prefix& prefix, E& inverse, bool negations) {
        Operands p = operands(pair, negations);
        E denominator_inverse = inverse * prefix.before;
        if (__builtin_expect(prefix.special, 0)) {
            Special s = examine(p);
            inverse = inverse * special_denominator(p, s);
            put(pair, p, special_numerator(p, s) * denominator_inverse, s);
            return;
        }
        inverse = inverse * (p.x2 - p.x1);
        E slope = (p.y2 - p.y1) * denominator_inverse;
        E x3 = (slope.square() - p.x1 - p.x2).small();
        E y3 = (slope * (p.x1 - x3) - p.y1).small();
        x3.store([&](int i) { return pair[i].to; });
        y3.store([&](int i) { return pair[i].to + E::words; });
    }

    [[gnu::noinline]] static void put(const Pair* pair, const Operands& p, const E& slope, const Special& s) {
        E x3 = (slope.square() - p.x1 - p.x2).small();
        E y3 = (slope * (p.x1 - x3) - p.y1).small();
        auto settle = [&](const E& sum, const E& first, const E& second) {
            E r = E::choose(s.first, sum, (second + E::zero()));
            r = E::choose(s.second, r, (first + E::zero()));
            return E::choose(s.none, r, E::zero());
        };
        settle(x3, p.x1, p.x2).store([&](int i) { return pair[i].to; });
        settle(y3, p.y1, p.y2).store([&](int i) { return pair[i].to + E::words; });
    }

    /// Each chain's product becomes its inverse, lane by lane, by one inversion for all.
    static void invert(E* product) {
        E all = product[0];
        for (int i = 1; i < chains; i++) all = all * product[i];
        E inverted = inverse_of_lanes(all);
        for (int i = chains - 1; i > 0; i--) {
            E others = product[0];
            for (int j = 1; j < i; j++) others = others * product[j];
            E own = inverted * others;
            inverted = inverted * product[i];
            product[i] = own;
        }
        product[0] = inverted;
    }

    static E inverse_of_lanes(const E& a) {
        if constexpr (width == 1) {
            return E::all(inverse(scalar(a)));
        } else {
            static_assert(width == 8);
            E halves = a * a.template rotated<4>();
            E quarters = halves * halves.template rotated<2>();
            E all = quarters * quarters.template rotated<1>();
            E inverted = E::all(inverse(scalar(all)));
            E of_quarters = inverted * quarters.template rotated<1>();
            E of_halves = of_quarters * halves.template rotated<2>();
            return of_halves * a.template rotated<4>();
        }
    }

    static typename E::Scalar scalar(const E& a) {
        uint64_t words[width][E::words];
        a.small().store([&](int i) { return words[i]; });
        return E::unpack(words[0]);
    }

    /// Independent products, so that one's multiplication need not wait for the other's.
    static constexpr int chains = 2;
    /// Rows between asking for a point and using it.
    static constexpr size_t ahead = width == 1 ? 32 : 8;

    struct Rests {
        void grow(size_t size) {
            delete[] items;
            items = nullptr;
            items = new Rest[size];
            count = size;
        }
        size_t size() const { return count; }
        Rest& operator[](size_t i) { return items[i]; }
        ~Rests() { delete[] items; }
        Rest* items = nullptr;
        size_t count = 0;
    };

    Table<uint64_t> left_, right_;
    Table<Pair> pairs_;
    Table<Prefix> prefix_;
    Rests rests_;
};

}  // namespace assay::ASSAY_LEVEL
