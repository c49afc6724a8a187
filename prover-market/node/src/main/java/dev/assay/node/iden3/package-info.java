/**
 * The binary files of the circom and snarkjs ecosystem: {@code .r1cs}, {@code .wtns} and Groth16 {@code .zkey} over
 * BN254 and BLS12-381, the others over BN254. Readers are bounded and total. A hostile file gives {@link
 * dev.assay.node.iden3.Iden3FormatException} and nothing else.
 */
@NullMarked
package dev.assay.node.iden3;

import org.jspecify.annotations.NullMarked;
