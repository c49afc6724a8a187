/**
 * The prover of PLONK (Gabizon, Williamson, Ciobotaru, "PLONK: Permutations over Lagrange-bases for Oecumenical
 * Noninteractive arguments of Knowledge", eprint 2019/953) for the keys of snarkjs.
 */
@NullMarked
package dev.assay.node.prove.plonk;

import org.jspecify.annotations.NullMarked;
