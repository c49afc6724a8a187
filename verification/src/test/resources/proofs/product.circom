pragma circom 2.0.0;

// Two factors of a public product. No gate has a constant, so that a PLONK key's Qc is infinity.
template Product() {
    signal input left;
    signal input right;
    signal output product;
    product <== left * right;
}

component main = Product();
