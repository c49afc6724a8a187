/** The {@code assay} command: one small class for each subcommand, in packages by what they do. */
@NullMarked
package dev.assay.cli;

import org.jspecify.annotations.NullMarked;
