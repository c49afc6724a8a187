/** Proving keys beside verification keys. */
@NullMarked
package dev.assay.market.zkey;

import org.jspecify.annotations.NullMarked;
