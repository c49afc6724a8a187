// A SAMPLE circuit: the sum of 8 private balances is at least a public threshold, and a public commitment binds the
// accounts, the balances and the period they are of. The hash is our own teaching construction and nobody has
// analysed it; do not use it, or the development keys beside it, for anything of value.
//
// Public, in this order: commitment (output), threshold, period. Private: accounts, balances, salt.
pragma circom 2.1.0;

include "constants.circom";

// Holds only when 0 <= in < 2^n.
template Fits(n) {
    signal input in;
    signal bits[n];
    var sum = 0;
    for (var i = 0; i < n; i++) {
        bits[i] <-- (in >> i) & 1;
        bits[i] * (bits[i] - 1) === 0;
        sum += bits[i] * (1 << i);
    }
    sum === in;
}

// A keyed permutation in the manner of MiMC: round r maps x to (x + key + c_r)^5, and the key is added at the end.
// x^5 permutes BN254's scalar field F_p, since gcd(5, p - 1) = 1; 110 = ceil(log_5 p) rounds give full degree.
template Permutation() {
    signal input x;
    signal input key;
    signal output out;

    var rounds = hashRounds();
    var constants[rounds] = hashConstants();
    signal squares[rounds];
    signal fourths[rounds];
    signal states[rounds + 1];

    states[0] <== x;
    for (var r = 0; r < rounds; r++) {
        squares[r] <== (states[r] + key + constants[r]) * (states[r] + key + constants[r]);
        fourths[r] <== squares[r] * squares[r];
        states[r + 1] <== fourths[r] * (states[r] + key + constants[r]);
    }
    out <== states[rounds] + key;
}

// Miyaguchi-Preneel chaining over a fixed number of blocks: h = E_h(block) + block + h, from h = 0.
template Hash(blockCount) {
    signal input blocks[blockCount];
    signal output out;

    signal chain[blockCount + 1];
    signal permuted[blockCount];
    chain[0] <== 0;
    for (var i = 0; i < blockCount; i++) {
        permuted[i] <== Permutation()(blocks[i], chain[i]);
        chain[i + 1] <== permuted[i] + blocks[i] + chain[i];
    }
    out <== chain[blockCount];
}

// Holds only when the accounts strictly increase, so none counts twice. The first account and each step from one to
// the next are below 2^32, so every account is below 2^35.
template Distinct(n) {
    signal input accounts[n];
    Fits(32)(accounts[0]);
    for (var i = 1; i < n; i++) {
        Fits(32)(accounts[i] - accounts[i - 1] - 1);
    }
}

template Reserves() {
    signal input threshold;
    signal input period;
    signal input accounts[8];
    signal input balances[8];
    signal input salt[3];
    signal output commitment;

    Distinct(8)(accounts);
    Fits(32)(period);

    var total = 0;
    for (var i = 0; i < 8; i++) {
        Fits(32)(balances[i]);
        total += balances[i];
    }

    // Without its own limit, a threshold just below p would pass for a negative number.
    Fits(36)(threshold);
    Fits(36)(total - threshold);

    // Three slots of 67 bits to a block, for the entries (35 + 32 bits) and the period, and above them 43 bits of
    // salt: at most 244 bits, so packing is one-to-one. The three pieces of salt hide the rest: 129 bits.
    var slots[9];
    for (var i = 0; i < 8; i++) {
        slots[i] = accounts[i] * (1 << 32) + balances[i];
    }
    slots[8] = period;

    signal blocks[3];
    for (var i = 0; i < 3; i++) {
        Fits(43)(salt[i]);
        blocks[i] <== slots[3 * i] + slots[3 * i + 1] * (1 << 67) + slots[3 * i + 2] * (1 << 134) + salt[i] * (1 << 201);
    }
    commitment <== Hash(3)(blocks);
}

component main { public [threshold, period] } = Reserves();
