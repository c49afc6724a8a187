/**
 * ECDSA signatures over the NIST curves that platforms sign their evidence with (FIPS 186-5, SEC 1). For public data
 * only: nothing here hides what it works on.
 */
@NullMarked
package dev.assay.verification.ecdsa;

import org.jspecify.annotations.NullMarked;
