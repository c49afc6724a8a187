/** Starts the benchmarks, which are a module of their own. */
@NullMarked
package dev.assay.cli.bench;

import org.jspecify.annotations.NullMarked;
