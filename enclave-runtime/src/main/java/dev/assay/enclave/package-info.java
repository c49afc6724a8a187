/** The enclave runtime: {@link dev.assay.enclave.Enclave} runs programs inside a TEE and signs what they said. */
@NullMarked
package dev.assay.enclave;

import org.jspecify.annotations.NullMarked;
