@NullMarked
package dev.assay.market.estimate;

import org.jspecify.annotations.NullMarked;
