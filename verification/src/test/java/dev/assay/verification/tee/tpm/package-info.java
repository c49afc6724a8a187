@NullMarked
package dev.assay.verification.tee.tpm;

import org.jspecify.annotations.NullMarked;
