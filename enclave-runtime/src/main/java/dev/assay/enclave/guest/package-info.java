/** The attester's side of real TEE hardware: evidence as the machine gives it, unverified. */
@NullMarked
package dev.assay.enclave.guest;

import org.jspecify.annotations.NullMarked;
