/** What a market says of its auctions, and how anybody finds out whether it is true. */
@NullMarked
package dev.assay.verification.transcript;

import org.jspecify.annotations.NullMarked;
