/** How jobs end: paid for a proof that verified, cancelled by the requester, or expired. Money moves in the same transaction. */
@NullMarked
package dev.assay.market.settle;

import org.jspecify.annotations.NullMarked;
