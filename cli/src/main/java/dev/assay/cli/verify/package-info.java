/** Offline verification of what lies in files. */
@NullMarked
package dev.assay.cli.verify;

import org.jspecify.annotations.NullMarked;
