pragma circom 2.0.0;

// Coefficients of all kinds in few rows: 1, -1, small, large, and a wire that only A has.
template Tiny() {
    signal input x;
    signal input y;
    signal input unused;
    signal output out;
    signal z;
    signal t;
    z <== x * y;
    t <== (z + 3 * x) * (2 * y + 1 - z);
    out <== t * (t - unused) - 7 * z + 12345678901234567890123456789012345678901234567890;
}

component main {public [x]} = Tiny();
