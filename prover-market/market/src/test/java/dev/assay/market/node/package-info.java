@NullMarked
package dev.assay.market.node;

import org.jspecify.annotations.NullMarked;
