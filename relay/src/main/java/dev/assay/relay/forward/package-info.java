/** Services of the market, passed through as bytes. */
@NullMarked
package dev.assay.relay.forward;

import org.jspecify.annotations.NullMarked;
