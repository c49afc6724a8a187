/** The prover node: one configuration, one start. */
@NullMarked
package dev.assay.node;

import org.jspecify.annotations.NullMarked;
