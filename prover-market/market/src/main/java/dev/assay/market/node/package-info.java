/** Attached nodes: each dials out, proves that it holds its key, and speaks over one stream. */
@NullMarked
package dev.assay.market.node;

import org.jspecify.annotations.NullMarked;
