@NullMarked
package dev.assay.market.ledger;

import org.jspecify.annotations.NullMarked;
