@NullMarked
package dev.assay.market.job;

import org.jspecify.annotations.NullMarked;
