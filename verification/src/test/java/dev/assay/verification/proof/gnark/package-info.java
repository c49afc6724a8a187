@NullMarked
package dev.assay.verification.proof.gnark;

import org.jspecify.annotations.NullMarked;
