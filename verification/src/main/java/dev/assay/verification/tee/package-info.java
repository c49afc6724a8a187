/** What all kinds of TEE evidence share; each kind has a package of its own below. */
@NullMarked
package dev.assay.verification.tee;

import org.jspecify.annotations.NullMarked;
