/** Making proving keys for development, and checking anybody's. */
@NullMarked
package dev.assay.cli.setup;

import org.jspecify.annotations.NullMarked;
