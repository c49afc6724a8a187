/** An enclave's signed statement of what ran, checked against evidence for the key that signed. */
@NullMarked
package dev.assay.verification.receipt;

import org.jspecify.annotations.NullMarked;
