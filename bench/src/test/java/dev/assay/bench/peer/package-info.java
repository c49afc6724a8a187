/** Other people's verifiers, run on the same inputs as ours. */
@NullMarked
package dev.assay.bench.peer;

import org.jspecify.annotations.NullMarked;
