/** The market behind this relay: requests for a proof are its own, and the relay keeps no truth about them. */
@NullMarked
package dev.assay.relay.market;

import org.jspecify.annotations.NullMarked;
