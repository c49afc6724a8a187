// Verifies that y = x^(2^t) mod n was computed by t squarings one after the other: a verifiable delay function
// (Wesolowski, "Efficient verifiable delay functions", eprint 2018/623, section 2.1) over the RSA group Z_n* / {1, -1}, as
// section 6 of Boneh, Bünz and Fisch, eprint 2018/712, has it. Sound as long as nobody knows the factors of n.
//
//     verification key   256 bytes n, big-endian, odd, top bit set; then 4 bytes t, big-endian, 1 to 2^31
//     public inputs      256 bytes x, then 256 bytes y, big-endian, both in [2, n / 2)
//     proof              256 bytes pi, big-endian, in [1, n / 2)
//     input              x as 1 to 512 hexadecimal digits, lower case, without a leading zero
//
// Accepts if pi^l x^r = ±y, where l = H(n, t, x, y) is a prime of 256 bits and r = 2^t mod l.
#include "../plugin.h"

enum { LIMBS = 64, BYTES = 256, PRIME_LIMBS = 8, KEY_BYTES = BYTES + 4 };

// ---- Numbers: limbs of 32 bits, the lowest first ---------------------------------------------------------------

typedef uint32_t limb;

static void from_bytes(limb *out, const uint8_t *bytes, int limbs) {
    for (int i = 0; i < limbs; i++) {
        const uint8_t *at = bytes + 4 * (limbs - 1 - i);
        out[i] = (limb)at[0] << 24 | (limb)at[1] << 16 | (limb)at[2] << 8 | at[3];
    }
}

static int compare(const limb *a, const limb *b, int limbs) {
    for (int i = limbs - 1; i >= 0; i--) {
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    }
    return 0;
}

static int is_small(const limb *a, limb value, int limbs) {
    for (int i = 1; i < limbs; i++) {
        if (a[i] != 0) return 0;
    }
    return a[0] == value;
}

static limb subtract(limb *out, const limb *a, const limb *b, int limbs) {
    uint64_t borrow = 0;
    for (int i = 0; i < limbs; i++) {
        uint64_t difference = (uint64_t)a[i] - b[i] - borrow;
        out[i] = (limb)difference;
        borrow = difference >> 63;
    }
    return (limb)borrow;
}

static limb twice(limb *a, int limbs) {
    limb carry = 0;
    for (int i = 0; i < limbs; i++) {
        limb next = a[i] >> 31;
        a[i] = a[i] << 1 | carry;
        carry = next;
    }
    return carry;
}

// ---- Montgomery arithmetic modulo an odd number with its top bit set --------------------------------------------

struct modulus {
    int limbs;
    limb value[LIMBS];
    limb inverse;          // -value^-1 mod 2^32
    limb one[LIMBS];       // R mod value
};

// out = a b / R. Coarsely integrated operand scanning (Koç, Acar, Kaliski 1996).
static void multiply(const struct modulus *m, limb *out, const limb *a, const limb *b) {
    limb t[LIMBS + 2] = {0};
    int n = m->limbs;
    for (int i = 0; i < n; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < n; j++) {
            carry += (uint64_t)a[j] * b[i] + t[j];
            t[j] = (limb)carry;
            carry >>= 32;
        }
        carry += t[n];
        t[n] = (limb)carry;
        t[n + 1] = (limb)(carry >> 32);
        limb q = t[0] * m->inverse;
        carry = ((uint64_t)q * m->value[0] + t[0]) >> 32;
        for (int j = 1; j < n; j++) {
            carry += (uint64_t)q * m->value[j] + t[j];
            t[j - 1] = (limb)carry;
            carry >>= 32;
        }
        carry += t[n];
        t[n - 1] = (limb)carry;
        t[n] = t[n + 1] + (limb)(carry >> 32);
    }
    if (t[n] != 0 || compare(t, m->value, n) >= 0) subtract(t, t, m->value, n);
    for (int i = 0; i < n; i++) out[i] = t[i];
}

static void double_mod(const struct modulus *m, limb *a) {
    if (twice(a, m->limbs) != 0 || compare(a, m->value, m->limbs) >= 0) subtract(a, a, m->value, m->limbs);
}

// out = a R mod value, by doubling: no division is needed.
static void to_montgomery(const struct modulus *m, limb *out, const limb *a) {
    for (int i = 0; i < m->limbs; i++) out[i] = a[i];
    for (int i = 0; i < 32 * m->limbs; i++) double_mod(m, out);
}

static void from_montgomery(const struct modulus *m, limb *out, const limb *a) {
    limb one[LIMBS] = {1};
    multiply(m, out, a, one);
}

static void set_modulus(struct modulus *m, const limb *value, int limbs) {
    m->limbs = limbs;
    for (int i = 0; i < limbs; i++) m->value[i] = value[i];
    limb inverse = 1;
    for (int i = 0; i < 5; i++) inverse *= 2 - value[0] * inverse;
    m->inverse = 0 - inverse;
    limb zero[LIMBS] = {0};
    subtract(m->one, zero, value, limbs);   // R - value < value, since the top bit of value is set
}

// out = base^exponent in Montgomery form.
static void power(const struct modulus *m, limb *out, const limb *base, const limb *exponent, int exponent_limbs) {
    limb result[LIMBS];
    for (int i = 0; i < m->limbs; i++) result[i] = m->one[i];
    for (int bit = 32 * exponent_limbs - 1; bit >= 0; bit--) {
        multiply(m, result, result, result);
        if (exponent[bit / 32] >> (bit % 32) & 1) multiply(m, result, result, base);
    }
    for (int i = 0; i < m->limbs; i++) out[i] = result[i];
}

// ---- SHA-256 (FIPS 180-4) ---------------------------------------------------------------------------------------

static const uint32_t ROUND[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t x, int by) {
    return x >> by | x << (32 - by);
}

static void sha256_block(uint32_t state[8], const uint8_t *block) {
    uint32_t w[64];
    for (int i = 0; i < 16; i++) {
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    }
    for (int i = 16; i < 64; i++) {
        uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    uint32_t s[8];
    for (int i = 0; i < 8; i++) s[i] = state[i];
    for (int i = 0; i < 64; i++) {
        uint32_t choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
        uint32_t majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
        uint32_t first = s[7] + (rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25)) + choice + ROUND[i] + w[i];
        uint32_t second = (rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22)) + majority;
        for (int j = 7; j > 0; j--) s[j] = s[j - 1];
        s[4] += first;
        s[0] = first + second;
    }
    for (int i = 0; i < 8; i++) state[i] += s[i];
}

static void sha256(uint8_t out[32], const uint8_t *bytes, uint32_t length) {
    uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    uint32_t at = 0;
    for (; length - at >= 64; at += 64) sha256_block(state, bytes + at);
    uint8_t last[128] = {0};
    uint32_t rest = length - at;
    for (uint32_t i = 0; i < rest; i++) last[i] = bytes[at + i];
    last[rest] = 0x80;
    uint32_t size = rest < 56 ? 64 : 128;
    for (int i = 0; i < 4; i++) last[size - 1 - i] = (uint8_t)(length * 8 >> 8 * i);
    sha256_block(state, last);
    if (size == 128) sha256_block(state, last + 64);
    for (int i = 0; i < 32; i++) out[i] = (uint8_t)(state[i / 4] >> (24 - 8 * (i % 4)));
}

// ---- The prime l --------------------------------------------------------------------------------------------------

enum { BASES = 40 };
static const uint8_t SMALL_PRIMES[BASES] = {3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73,
    79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179};

static limb remainder_of(const limb *a, limb divisor) {
    uint64_t rest = 0;
    for (int i = PRIME_LIMBS - 1; i >= 0; i--) rest = (rest << 32 | a[i]) % divisor;
    return (limb)rest;
}

static int passes_miller_rabin(const struct modulus *m, limb base) {
    limb minus_one[LIMBS], odd[LIMBS], witness[LIMBS] = {0}, x[LIMBS];
    subtract(minus_one, m->value, m->one, m->limbs);
    for (int i = 0; i < m->limbs; i++) odd[i] = m->value[i];
    odd[0] -= 1;
    int twos = 0;
    while ((odd[0] & 1) == 0) {
        for (int i = 0; i < m->limbs; i++) odd[i] = odd[i] >> 1 | (i + 1 < m->limbs ? odd[i + 1] << 31 : 0);
        twos++;
    }
    witness[0] = base;
    to_montgomery(m, witness, witness);
    power(m, x, witness, odd, m->limbs);
    if (compare(x, m->one, m->limbs) == 0 || compare(x, minus_one, m->limbs) == 0) return 1;
    for (int i = 1; i < twos; i++) {
        multiply(m, x, x, x);
        if (compare(x, minus_one, m->limbs) == 0) return 1;
    }
    return 0;
}

// Candidates are hashes, which a prover can vary but not build: 41 bases leave a composite one chance in 4^41.
static int is_prime(const limb *candidate) {
    for (int i = 0; i < BASES; i++) {
        if (remainder_of(candidate, SMALL_PRIMES[i]) == 0) return 0;
    }
    struct modulus m;
    set_modulus(&m, candidate, PRIME_LIMBS);
    if (!passes_miller_rabin(&m, 2)) return 0;
    for (int i = 0; i < BASES; i++) {
        if (!passes_miller_rabin(&m, SMALL_PRIMES[i])) return 0;
    }
    return 1;
}

// The first prime of SHA-256(seed || i) for i = 0, 1, ... with the top and the lowest bit set, where the seed is
// SHA-256("assay/wesolowski/v1" || key || public inputs).
static void hash_to_prime(limb *prime, struct plugin_bytes key, struct plugin_bytes public_inputs) {
    static const char DOMAIN[] = "assay/wesolowski/v1";
    uint8_t message[sizeof DOMAIN - 1 + KEY_BYTES + 2 * BYTES], seeded[36], hash[32];
    uint32_t at = 0;
    for (uint32_t i = 0; i < sizeof DOMAIN - 1; i++) message[at++] = (uint8_t)DOMAIN[i];
    for (uint32_t i = 0; i < key.length; i++) message[at++] = key.at[i];
    for (uint32_t i = 0; i < public_inputs.length; i++) message[at++] = public_inputs.at[i];
    sha256(seeded, message, at);
    for (uint32_t counter = 0;; counter++) {
        for (int i = 0; i < 4; i++) seeded[32 + i] = (uint8_t)(counter >> (24 - 8 * i));
        sha256(hash, seeded, sizeof seeded);
        hash[0] |= 0x80;
        hash[31] |= 1;
        from_bytes(prime, hash, PRIME_LIMBS);
        if (is_prime(prime)) return;
    }
}

// ---- The checks ---------------------------------------------------------------------------------------------------

// In the group each element and its negative are one: the smaller stands for both.
static int is_canonical(const limb *a, const struct modulus *n) {
    limb doubled[LIMBS];
    for (int i = 0; i < LIMBS; i++) doubled[i] = a[i];
    return twice(doubled, LIMBS) == 0 && compare(doubled, n->value, LIMBS) < 0;
}

static int hex(uint8_t c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static int read_input(limb *x, struct plugin_bytes input) {
    if (input.length < 1 || input.length > 2 * BYTES || input.at[0] == '0') return 0;
    for (int i = 0; i < LIMBS; i++) x[i] = 0;
    for (uint32_t i = 0; i < input.length; i++) {
        int digit = hex(input.at[i]);
        if (digit < 0) return 0;
        uint32_t place = input.length - 1 - i;
        x[place / 8] |= (limb)digit << (4 * (place % 8));
    }
    return 1;
}

static int is_start(const limb *x, const struct modulus *n) {
    return !is_small(x, 0, LIMBS) && !is_small(x, 1, LIMBS) && is_canonical(x, n);
}

static int verify_proof(const struct plugin_question *q, const struct modulus *n, uint32_t t) {
    struct plugin_bytes proof = q->parts[1], public_inputs = q->parts[2];
    limb x[LIMBS], y[LIMBS], pi[LIMBS], prime[PRIME_LIMBS], r[LIMBS], left[LIMBS], right[LIMBS], asked[LIMBS];
    if (public_inputs.length != 2 * BYTES) return plugin_no("the public inputs have not 512 bytes");
    if (proof.length != BYTES) return plugin_no("the proof has not 256 bytes");
    from_bytes(x, public_inputs.at, LIMBS);
    from_bytes(y, public_inputs.at + BYTES, LIMBS);
    from_bytes(pi, proof.at, LIMBS);
    if (!is_start(x, n)) return plugin_no("x is out of range");
    if (!is_start(y, n)) return plugin_no("y is out of range");
    if (is_small(pi, 0, LIMBS) || !is_canonical(pi, n)) return plugin_no("pi is out of range");
    if (q->part_count == 4 && (!read_input(asked, q->parts[3]) || compare(asked, x, LIMBS) != 0)) {
        return plugin_no("x is not the one in the input");
    }
    hash_to_prime(prime, q->parts[0], public_inputs);

    // r = 2^t mod l, by the bits of t.
    struct modulus l;
    set_modulus(&l, prime, PRIME_LIMBS);
    limb two[LIMBS] = {2};
    to_montgomery(&l, two, two);
    power(&l, r, two, &t, 1);
    from_montgomery(&l, r, r);

    to_montgomery(n, pi, pi);
    to_montgomery(n, x, x);
    power(n, left, pi, prime, PRIME_LIMBS);
    power(n, right, x, r, PRIME_LIMBS);
    multiply(n, left, left, right);
    from_montgomery(n, left, left);
    if (compare(left, y, LIMBS) == 0) return PLUGIN_YES;
    subtract(left, n->value, left, LIMBS);
    return compare(left, y, LIMBS) == 0 ? PLUGIN_YES : plugin_no("pi^l x^r is not y");
}

int plugin_verify(const struct plugin_question *q) {
    static struct modulus n;
    struct plugin_bytes key = q->parts[0];
    if (q->part_count == 0 || key.length != KEY_BYTES) return plugin_no("the verification key has not 260 bytes");
    if ((key.at[0] & 0x80) == 0 || (key.at[BYTES - 1] & 1) == 0) return plugin_no("n is not odd with its top bit set");
    uint32_t t = (uint32_t)key.at[256] << 24 | (uint32_t)key.at[257] << 16 | (uint32_t)key.at[258] << 8 | key.at[259];
    if (t < 1 || t > 1u << 31) return plugin_no("t is out of range");
    limb value[LIMBS];
    from_bytes(value, key.at, LIMBS);
    set_modulus(&n, value, LIMBS);
    if (q->kind == PLUGIN_PROOF && (q->part_count == 3 || q->part_count == 4)) return verify_proof(q, &n, t);
    if (q->kind == PLUGIN_INPUT && q->part_count == 2) {
        limb x[LIMBS];
        return read_input(x, q->parts[1]) && is_start(x, &n) ? PLUGIN_YES : plugin_no("no x in [2, n / 2) in hexadecimal digits");
    }
    assay_fail();
}
