/** The firmware of AMD SEV-SNP, as a guest reaches it: {@code /dev/sev-guest}. */
@NullMarked
package dev.assay.enclave.guest.sev;

import org.jspecify.annotations.NullMarked;
