/** The virtual TPMs of confidential VMs: {@code /dev/tpmrm0}. */
@NullMarked
package dev.assay.enclave.guest.tpm;

import org.jspecify.annotations.NullMarked;
