/** The node's end of NodeLink: attaches to the market, bids, holds leases, submits proofs. */
@NullMarked
package dev.assay.node.link;

import org.jspecify.annotations.NullMarked;
