package dev.assay.verification.pairing;

/** {@code re + im u} with u^2 = -1: an element of {@link ComplexField}, or a product of two before its reduction. */
record Complex(long[] re, long[] im) {}
