pragma circom 2.0.0;

// A root of a constant, with nothing public.
template Root() {
    signal input root;
    root * root === 1764;
}

component main = Root();
