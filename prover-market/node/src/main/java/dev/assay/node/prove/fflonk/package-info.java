/**
 * The prover of FFLONK (Gabizon, Williamson, "fflonk: a Fast-Fourier inspired verifier efficient version of PlonK", eprint
 * 2021/1167) for the keys of snarkjs.
 */
@NullMarked
package dev.assay.node.prove.fflonk;

import org.jspecify.annotations.NullMarked;
