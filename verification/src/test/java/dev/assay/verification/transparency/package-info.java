/** Transparency logs against their specifications and real logs. */
@NullMarked
package dev.assay.verification.transparency;

import org.jspecify.annotations.NullMarked;
