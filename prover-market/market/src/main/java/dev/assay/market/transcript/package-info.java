/** The transparency log of auction rounds: written with the awards, sequenced, signed, witnessed and served. */
@NullMarked
package dev.assay.market.transcript;

import org.jspecify.annotations.NullMarked;
