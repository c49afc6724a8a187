/**
 * Runs a WebAssembly program that nobody vouches for: {@link dev.assay.sandbox.WasmEngine}. The module is checked
 * by {@link dev.assay.sandbox.ModuleCheck} before the engine behind it sees a byte, so that what is parsed,
 * compiled and run is bounded in size, time and memory.
 */
@NullMarked
package dev.assay.sandbox;

import org.jspecify.annotations.NullMarked;
