@NullMarked
package dev.assay.verification.proof.zkvm;

import org.jspecify.annotations.NullMarked;
