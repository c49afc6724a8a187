/** The whole system, seen from outside. */
@NullMarked
package dev.assay.bench;

import org.jspecify.annotations.NullMarked;
