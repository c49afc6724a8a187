pragma circom 2.1.6;

// y = x^5 + salt, with x private: two public inputs and one output.
template Power() {
    signal input x;
    signal input salt;
    signal input limit;
    signal output y;
    signal x2 <== x * x;
    signal x4 <== x2 * x2;
    signal x5 <== x4 * x;
    signal bound <== limit * x2;
    y <== x5 + salt + bound;
}

component main { public [salt, limit] } = Power();
