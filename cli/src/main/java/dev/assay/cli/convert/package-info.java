/** Keys and proofs of one tool in the formats of another. */
@NullMarked
package dev.assay.cli.convert;

import org.jspecify.annotations.NullMarked;
