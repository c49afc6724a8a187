pragma circom 2.0.0;

// y = x^5 + limit x^2 + salt + 7, with x private: one output, two public inputs, and a gate with a constant.
template Polynomial() {
    signal input x;
    signal input salt;
    signal input limit;
    signal output y;
    signal square <== x * x;
    signal fourth <== square * square;
    signal fifth <== fourth * x;
    signal scaled <== limit * square;
    y <== fifth + scaled + salt + 7;
}

component main { public [salt, limit] } = Polynomial();
