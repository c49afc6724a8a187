/** Who the enclave is: the keys that it makes inside itself and the evidence that binds them to its code. */
@NullMarked
package dev.assay.enclave.attest;

import org.jspecify.annotations.NullMarked;
