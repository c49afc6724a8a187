@NullMarked
package dev.assay.market.store;

import org.jspecify.annotations.NullMarked;
