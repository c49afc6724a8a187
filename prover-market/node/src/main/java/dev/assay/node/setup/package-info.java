/**
 * The second phase of a Groth16 setup over BN254: makes keys for development ({@link
 * dev.assay.node.setup.DevelopmentSetup}) and checks keys of any maker against their circuit and their powers of tau ({@link
 * dev.assay.node.setup.KeyVerifier}), in the formats of snarkjs.
 */
@NullMarked
package dev.assay.node.setup;

import org.jspecify.annotations.NullMarked;
