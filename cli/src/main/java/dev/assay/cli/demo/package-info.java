/** Both paths, from nothing to a verified result, in a temporary folder. */
@NullMarked
package dev.assay.cli.demo;

import org.jspecify.annotations.NullMarked;
