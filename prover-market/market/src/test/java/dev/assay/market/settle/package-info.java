@NullMarked
package dev.assay.market.settle;

import org.jspecify.annotations.NullMarked;
