/** Reports by way of configfs, one path for Intel TDX, AMD SEV-SNP and Arm CCA. */
@NullMarked
package dev.assay.enclave.guest.tsm;

import org.jspecify.annotations.NullMarked;
