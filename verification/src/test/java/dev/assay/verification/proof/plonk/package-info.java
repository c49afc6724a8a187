@NullMarked
package dev.assay.verification.proof.plonk;

import org.jspecify.annotations.NullMarked;
