@NullMarked
package dev.assay.market.auction;

import org.jspecify.annotations.NullMarked;
