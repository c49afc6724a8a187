@NullMarked
package dev.assay.verification.proof.kzg;

import org.jspecify.annotations.NullMarked;
