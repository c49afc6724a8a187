@NullMarked
package dev.assay.verification.proof.fflonk;

import org.jspecify.annotations.NullMarked;
