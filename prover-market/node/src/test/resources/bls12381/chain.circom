pragma circom 2.0.0;

// A chain that nearly fills 64 rows, as many as the smallest domain that is transformed in tiles. Coefficients are small,
// negative and large.
template Chain(n) {
    signal input x;
    signal input y;
    signal output out;
    signal steps[n + 1];
    steps[0] <== x * y + 12345678901234567890123456789012345678901234567890;
    for (var i = 0; i < n; i++) {
        steps[i + 1] <== (steps[i] - i) * (steps[i] + 7 * x);
    }
    out <== steps[n];
}

component main {public [x]} = Chain(58);
