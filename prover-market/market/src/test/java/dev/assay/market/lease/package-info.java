@NullMarked
package dev.assay.market.lease;

import org.jspecify.annotations.NullMarked;
