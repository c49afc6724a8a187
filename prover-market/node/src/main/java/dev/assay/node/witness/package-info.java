/**
 * Witnesses from inputs: runs the WebAssembly program that circom 2 makes of a circuit, bounded in memory and time, and
 * checks what it says against the constraints.
 */
@NullMarked
package dev.assay.node.witness;

import org.jspecify.annotations.NullMarked;
