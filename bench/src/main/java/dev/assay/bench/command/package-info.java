/** What {@code assay bench NAME} runs. */
@NullMarked
package dev.assay.bench.command;

import org.jspecify.annotations.NullMarked;
