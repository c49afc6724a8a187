/**
 * Asks verifier plugins whether a proof holds, and input validators whether an input is one: WebAssembly modules named by
 * the hash of their bytes, without imports, within limits, in this process ({@link
 * dev.assay.sandbox.plugin.PluginEngine}) or in one of their own ({@link dev.assay.sandbox.plugin.PluginProcesses}). The
 * interface is {@code docs/plugins.md}.
 */
@NullMarked
package dev.assay.sandbox.plugin;

import org.jspecify.annotations.NullMarked;
