@NullMarked
package dev.assay.verification.proof.encoding;

import org.jspecify.annotations.NullMarked;
