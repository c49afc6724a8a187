/** Keeps what was expensive to make. */
@NullMarked
package dev.assay.node.cache;

import org.jspecify.annotations.NullMarked;
