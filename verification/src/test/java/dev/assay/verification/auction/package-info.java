@NullMarked
package dev.assay.verification.auction;

import org.jspecify.annotations.NullMarked;
