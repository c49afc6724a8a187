/** {@code assay bench auction}: populations of nodes against mechanisms, and how fast the auction clears. */
@NullMarked
package dev.assay.bench.auction;

import org.jspecify.annotations.NullMarked;
