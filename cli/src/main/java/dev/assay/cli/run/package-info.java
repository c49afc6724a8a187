/** Submitting a request, and proving on this machine. */
@NullMarked
package dev.assay.cli.run;

import org.jspecify.annotations.NullMarked;
