// Checks every level of the engine that this processor has against slow arithmetic, through the interface that Java calls:
// what the sanitizers run on. README.md of this folder has the commands. Exits with the number of failures.
#include "assay.h"

#include <cstdio>
#include <cstring>
#include <thread>
#include <vector>

#include "primes.hpp"

namespace {

using namespace assay;
using Bytes = std::vector<uint8_t>;

int failures = 0;

void expect(bool right, const char* what, int level, int which, size_t size) {
    if (right) return;
    failures++;
    std::printf("WRONG: %s, level %d, field or group %d, size %zu\n", what, level, which, size);
}

uint64_t random_word() {
    static thread_local uint64_t state = 88172645463325252u;
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return state * 0x2545f4914f6cdd1du;
}

/// Arithmetic modulo P by additions alone.
template <class P>
struct Plain {
    Words<P::words> w{};

    static Plain of(uint64_t small) { return {{{small}}}; }
    static Plain random() {
        Plain a;
        for (uint64_t& word : a.w.w) word = random_word();
        a.w.w[P::words - 1] >>= 65 - (bit_length(P::modulus) - 64 * (P::words - 1));
        return a;
    }
    friend Plain operator+(Plain a, const Plain& b) {
        uint64_t carry = 0;
        for (int i = 0; i < P::words; i++) {
            unsigned __int128 sum = (unsigned __int128)a.w.w[i] + b.w.w[i] + carry;
            a.w.w[i] = uint64_t(sum), carry = uint64_t(sum >> 64);
        }
        if (!less(a.w, P::modulus)) a.w = minus(a.w, P::modulus);
        return a;
    }
    Plain operator-() const { return *this == Plain{} ? *this : Plain{minus(P::modulus, w)}; }
    friend Plain operator*(const Plain& a, const Plain& b) {
        Plain product;
        for (int bit = 64 * P::words; bit-- > 0;) {
            product = product + product;
            if (b.w.w[bit / 64] >> bit % 64 & 1) product = product + a;
        }
        return product;
    }
    friend bool operator==(const Plain& a, const Plain& b) { return std::memcmp(a.w.w, b.w.w, sizeof a.w.w) == 0; }
};

template <class T>
Bytes bytes(const std::vector<T>& items) {
    Bytes out(items.size() * sizeof(T) + 1);
    if (!items.empty()) std::memcpy(out.data(), items.data(), items.size() * sizeof(T));
    return out;
}

template <class P>
void check_field(int level, int field) {
    for (size_t size : {1, 8, 61, 200}) {
        std::vector<Plain<P>> a, b, products(size);
        Plain<P> largest = -Plain<P>::of(1);
        for (size_t i = 0; i < size; i++) {
            a.push_back(i % 7 == 3 ? largest : i % 7 == 5 ? Plain<P>{} : Plain<P>::random());
            b.push_back(i % 5 == 3 ? largest : i % 5 == 1 ? Plain<P>::of(1) : Plain<P>::random());
        }
        Bytes out(size * sizeof(Plain<P>));
        int status = assay_field_multiply(level, field, bytes(a).data(), bytes(b).data(), size, 2, out.data());
        std::memcpy(products.data(), out.data(), out.size());
        bool right = status == ASSAY_OK;
        for (size_t i = 0; i < size; i++) right &= products[i] == a[i] * b[i] * b[i];
        expect(right, "product", level, field, size);
    }
}

/// Points are small multiples of one, so that sums are doublings, cancel or meet infinity all the time; what is expected
/// is another call's result for a single point.
void check_sums(int level, int group, const Bytes& generator) {
    size_t point = generator.size();
    std::vector<Bytes> multiples;
    for (uint64_t k = 0; k < 7; k++) {
        Bytes sum(point);
        uint64_t scalar[4] = {k};
        assay_msm(ASSAY_PORTABLE, group, generator.data(), reinterpret_cast<uint8_t*>(scalar), 1, sum.data());
        multiples.push_back(sum);
    }
    for (size_t size : {0, 1, 2, 9, 100, 1000, 9000}) {
        Bytes points(size * point + 1);
        std::vector<uint64_t> scalars(4 * size + 1);
        uint64_t total = 0;
        for (size_t i = 0; i < size; i++) {
            uint64_t k = random_word() % 7, scalar = random_word() % 3 == 0 ? random_word() % 60000 : random_word() % 3;
            std::memcpy(points.data() + i * point, multiples[k].data(), point);
            scalars[4 * i] = scalar;
            total += k * scalar;
        }
        Bytes sum(point), expected(point);
        uint64_t scalar[4] = {total};
        int status = assay_msm(level, group, points.data(), reinterpret_cast<uint8_t*>(scalars.data()), size, sum.data());
        assay_msm(ASSAY_PORTABLE, group, generator.data(), reinterpret_cast<uint8_t*>(scalar), 1, expected.data());
        expect(status == ASSAY_OK && sum == expected, "sum", level, group, size);
    }
}

/// A polynomial that is its own constant keeps its values; x becomes the coset's points, the first of which has order 2n.
template <class P>
void check_coset(int level, int field) {
    for (int log2 : {0, 1, 3, 5, 6, 7, 9, 10}) {
        size_t n = size_t(1) << log2;
        std::vector<Plain<P>> constant(n, Plain<P>::of(12345));
        Bytes values = bytes(constant), expected = values;
        int status = assay_to_odd_coset(level, field, values.data(), log2);
        expect(status == ASSAY_OK && values == expected, "constant on the coset", level, field, n);
        std::vector<Plain<P>> random;
        for (size_t i = 0; i < n; i++) random.push_back(Plain<P>::random());
        Bytes here = bytes(random), there = here;
        assay_to_odd_coset(level, field, here.data(), log2);
        assay_to_odd_coset(ASSAY_PORTABLE, field, there.data(), log2);
        expect(here == there, "levels agree", level, field, n);
    }
}

template <class P>
void check_quotient(int level, int field) {
    for (int log2 : {0, 3, 6, 9}) {
        size_t n = size_t(1) << log2;
        std::vector<Plain<P>> witness;
        Bytes entries;
        for (size_t i = 0; i < 3 * n; i++) {
            uint32_t head[3] = {uint32_t(i % 2), uint32_t(i / 3), uint32_t(i)};
            Plain<P> value = Plain<P>::random();
            const auto* from = reinterpret_cast<uint8_t*>(head);
            entries.insert(entries.end(), from, from + 12);
            from = reinterpret_cast<uint8_t*>(value.w.w);
            entries.insert(entries.end(), from, from + 32);
            witness.push_back(Plain<P>::random());
        }
        Bytes w = bytes(witness), here(32 * n), there(32 * n);
        int status = assay_quotient(level, field, entries.data(), 3 * n, w.data(), log2, here.data());
        assay_quotient(ASSAY_PORTABLE, field, entries.data(), 3 * n, w.data(), log2, there.data());
        expect(status == ASSAY_OK && here == there, "quotient", level, field, n);
    }
}

template <class P>
std::vector<Plain<P>> numbers(const Bytes& from, size_t count) {
    std::vector<Plain<P>> out(count);
    if (count) std::memcpy(out.data(), from.data(), count * sizeof(Plain<P>));
    return out;
}

template <class P>
Plain<P> value_at(const std::vector<Plain<P>>& coefficients, const Plain<P>& x) {
    Plain<P> sum;
    for (size_t i = coefficients.size(); i-- > 0;) sum = sum * x + coefficients[i];
    return sum;
}

template <class P>
std::vector<Plain<P>> random_numbers(size_t count) {
    std::vector<Plain<P>> out;
    for (size_t i = 0; i < count; i++) out.push_back(i % 9 == 4 ? Plain<P>{} : i % 7 == 3 ? -Plain<P>::of(1) : Plain<P>::random());
    return out;
}

/// The coset's points are the values of X there; other polynomials are held to Horner's rule at some of them, and come back.
template <class P>
void check_transforms(int level, int field) {
    for (int log2 : {0, 1, 4, 6, 7, 10}) {
        size_t n = size_t(1) << log2, bytes_each = sizeof(Plain<P>);
        Plain<P> shift = Plain<P>::of(7);
        Bytes s = bytes(std::vector<Plain<P>>{shift}), x(n * bytes_each), values(n * bytes_each), back(n * bytes_each);
        assay_to_values(level, field, bytes(std::vector<Plain<P>>{{}, Plain<P>::of(1)}).data(), 2, log2, s.data(), x.data());
        auto points = numbers<P>(x, n);
        bool right = points[0] == shift && (n == 1 || points[n / 2] == -shift);
        for (size_t count : {n, n / 2, n + 3, 3 * n + 1}) {
            auto coefficients = random_numbers<P>(count);
            int status = assay_to_values(level, field, bytes(coefficients).data(), count, log2, s.data(), values.data());
            right &= status == ASSAY_OK;
            auto found = numbers<P>(values, n);
            for (size_t i = 0; i < n; i += n / 4 + 1) right &= found[i] == value_at(coefficients, points[i]);
        }
        auto coefficients = random_numbers<P>(n);
        assay_to_values(level, field, bytes(coefficients).data(), n, log2, s.data(), values.data());
        right &= assay_to_coefficients(level, field, values.data(), log2, s.data(), back.data()) == ASSAY_OK;
        right &= numbers<P>(back, n) == coefficients;
        expect(right, "transform", level, field, n);
    }
}

/// (a - c) next(b) + a b for constants c, with a column that ends early.
template <class P>
void check_formula(int level, int field) {
    for (size_t rows : {1, 8, 33, 5000}) {
        auto a = random_numbers<P>(rows), b = random_numbers<P>(rows / 2 + 1), c = random_numbers<P>(1);
        Bytes as = bytes(a), bs = bytes(b), cs = bytes(c), out(rows * sizeof(Plain<P>));
        const uint8_t* columns[] = {as.data(), bs.data()};
        uint64_t counts[] = {a.size(), b.size()};
        int32_t code[] = {ASSAY_COLUMN, 0, ASSAY_CONSTANT, 0, ASSAY_SUBTRACT, 0, ASSAY_NEXT,     1, ASSAY_MULTIPLY, 0,
                          ASSAY_COLUMN, 0, ASSAY_COLUMN,   1, ASSAY_MULTIPLY, 0, ASSAY_ADD,      0};
        int status = assay_evaluate(level, field, code, 9, columns, counts, 2, cs.data(), 1, rows, out.data());
        auto found = numbers<P>(out, rows);
        bool right = status == ASSAY_OK;
        b.resize(rows);
        for (size_t i = 0; i < rows; i++) right &= found[i] == (a[i] + -c[0]) * b[(i + 1) % rows] + a[i] * b[i];
        expect(right, "formula", level, field, rows);
        expect(assay_evaluate(level, field, code, 8, columns, counts, 2, cs.data(), 1, rows, out.data()) ==
                       ASSAY_INVALID_ARGUMENT &&
                   assay_evaluate(level, field, code, 9, columns, counts, 1, cs.data(), 1, rows, out.data()) ==
                       ASSAY_INVALID_ARGUMENT,
               "unsound code", level, field, rows);
    }
}

template <class P>
void check_recurrences(int level, int field) {
    for (size_t count : {0, 1, 7, 512, 513, 5000}) {
        auto all = random_numbers<P>(count);
        size_t size = sizeof(Plain<P>);
        Bytes in = bytes(all), inverses(count * size + 1), products((count + 1) * size), quotient(count * size + 1), value(size);
        int status = assay_inverses(level, field, in.data(), count, inverses.data());
        auto inverted = numbers<P>(inverses, count);
        bool right = status == ASSAY_OK;
        for (size_t i = 0; i < count; i++) {
            right &= all[i] == Plain<P>{} ? inverted[i] == Plain<P>{} : all[i] * inverted[i] == Plain<P>::of(1);
        }
        expect(right, "inverses", level, field, count);

        for (auto& number : all) number = number == Plain<P>{} ? Plain<P>::of(2) : number;
        right = assay_running_products(level, field, bytes(all).data(), count, products.data()) == ASSAY_OK;
        auto running = numbers<P>(products, count + 1);
        Plain<P> product = Plain<P>::of(1);
        for (size_t i = 0; i <= count; i++) {
            right &= running[i] == product;
            if (i < count) product = product * all[i];
        }
        expect(right, "running products", level, field, count);

        auto point = Plain<P>::random();
        Bytes at = bytes(std::vector<Plain<P>>{point});
        right = assay_divide(level, field, bytes(all).data(), count, at.data(), quotient.data(), value.data()) == ASSAY_OK;
        auto parts = numbers<P>(quotient, count == 0 ? 0 : count - 1);
        right &= numbers<P>(value, 1)[0] == value_at(all, point);
        for (size_t i = 1; i < count; i++) {
            right &= all[i] == parts[i - 1] + -(i + 1 < count ? point * parts[i] : Plain<P>{});
        }
        expect(right, "division", level, field, count);
    }
}

template <class P>
void check_polynomials(int level, int field) {
    check_transforms<P>(level, field);
    check_formula<P>(level, field);
    check_recurrences<P>(level, field);
}

void check_refusals(int level) {
    uint8_t some[128] = {};
    expect(assay_msm(level, 4, some, some, 1, some) == ASSAY_INVALID_ARGUMENT, "group 4", level, 4, 1);
    expect(assay_msm(level, 0, nullptr, some, 1, some) == ASSAY_INVALID_ARGUMENT, "no points", level, 0, 1);
    expect(assay_quotient(level, 0, some, 0, some, 28, some) == ASSAY_INVALID_ARGUMENT, "2^28", level, 0, 0);
    expect(assay_quotient(level, 3, some, 0, some, 1, some) == ASSAY_INVALID_ARGUMENT, "quotient of a base field", level, 3, 0);
    expect(assay_to_odd_coset(level, 1, some, 1) == ASSAY_INVALID_ARGUMENT, "coset of a base field", level, 1, 2);
    expect(assay_msm(7, 0, some, some, 1, some) == ASSAY_NOT_ON_THIS_PROCESSOR, "level 7", 7, 0, 1);
}

/// From hexadecimal digits, the most significant first, to a coordinate in Montgomery form.
template <class P>
Bytes coordinate(const char* hex) {
    Plain<P> value;
    for (; *hex; hex++) {
        uint64_t digit = uint64_t(*hex <= '9' ? *hex - '0' : *hex - 'a' + 10);
        value = value + value, value = value + value, value = value + value, value = value + value;
        value = value + Plain<P>::of(digit);
    }
    for (int i = 0; i < 64 * P::words; i++) value = value + value;
    Bytes out(sizeof value.w.w);
    std::memcpy(out.data(), value.w.w, out.size());
    return out;
}

template <class P>
Bytes point(std::initializer_list<const char*> coordinates) {
    Bytes out;
    for (const char* hex : coordinates) {
        Bytes next = coordinate<P>(hex);
        out.insert(out.end(), next.begin(), next.end());
    }
    return out;
}

/// EIP-196, EIP-197; G1 and G2 of draft-irtf-cfrg-pairing-friendly-curves.
const Bytes generators[4] = {
    point<Bn254Fq>({"1", "2"}),
    point<Bn254Fq>({"1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed",
                    "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2",
                    "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa",
                    "90689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"}),
    point<Bls12381Fq>({"17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb",
                       "8b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1"}),
    point<Bls12381Fq>({"24aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8",
                       "13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e",
                       "ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801",
                       "606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79be"}),
};

void check_level(int level) {
    check_field<Bn254Fr>(level, ASSAY_BN254_FR);
    check_field<Bn254Fq>(level, ASSAY_BN254_FQ);
    check_field<Bls12381Fr>(level, ASSAY_BLS12_381_FR);
    check_field<Bls12381Fq>(level, ASSAY_BLS12_381_FQ);
    for (int group = 0; group < 4; group++) check_sums(level, group, generators[group]);
    check_coset<Bn254Fr>(level, ASSAY_BN254_FR);
    check_coset<Bls12381Fr>(level, ASSAY_BLS12_381_FR);
    check_polynomials<Bn254Fr>(level, ASSAY_BN254_FR);
    check_polynomials<Bls12381Fr>(level, ASSAY_BLS12_381_FR);
    check_quotient<Bn254Fr>(level, ASSAY_BN254_FR);
    check_quotient<Bls12381Fr>(level, ASSAY_BLS12_381_FR);
    check_refusals(level);
}

}  // namespace

int main() {
    for (int level = ASSAY_PORTABLE; level <= ASSAY_IFMA; level++) {
        if (!assay_has_level(level)) {
            std::printf("this processor has no level %d\n", level);
            continue;
        }
        check_level(level);
        std::printf("level %d: %d wrong so far\n", level, failures);
    }
    std::vector<std::thread> callers;
    for (int i = 0; i < 3; i++) callers.emplace_back([] { check_quotient<Bls12381Fr>(ASSAY_PORTABLE, ASSAY_BLS12_381_FR); });
    for (auto& caller : callers) caller.join();
    return failures;
}
