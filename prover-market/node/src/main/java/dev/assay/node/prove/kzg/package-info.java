/**
 * What the provers of PLONK and FFLONK share: commitments to polynomials (Kate, Zaverucha, Goldberg, Asiacrypt 2010), the
 * permutation argument, quotients and the transcript. A {@code .zkey} holds its polynomials times 2^256.
 */
@NullMarked
package dev.assay.node.prove.kzg;

import org.jspecify.annotations.NullMarked;
