/** How long proofs take, and what they are made of, by backend. */
@NullMarked
package dev.assay.bench.prove;

import org.jspecify.annotations.NullMarked;
