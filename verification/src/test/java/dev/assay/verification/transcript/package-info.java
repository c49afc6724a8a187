/** Markets that lie about their auctions, each in one way. */
@NullMarked
package dev.assay.verification.transcript;

import org.jspecify.annotations.NullMarked;
