/** What the market learns from leases that ended: how long jobs take on which hardware, what they cost, who delivers. */
@NullMarked
package dev.assay.market.estimate;

import org.jspecify.annotations.NullMarked;
