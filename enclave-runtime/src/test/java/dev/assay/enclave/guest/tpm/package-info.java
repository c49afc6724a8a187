@NullMarked
package dev.assay.enclave.guest.tpm;

import org.jspecify.annotations.NullMarked;
