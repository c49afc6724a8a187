/** Coverage-guided fuzzing of every parser of untrusted bytes; the targets lie beside their parsers. */
@NullMarked
package dev.assay.verification.fuzz;

import org.jspecify.annotations.NullMarked;
