@NullMarked
package dev.assay.verification.bls12381;

import org.jspecify.annotations.NullMarked;
