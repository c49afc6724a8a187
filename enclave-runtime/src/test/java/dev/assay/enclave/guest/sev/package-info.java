@NullMarked
package dev.assay.enclave.guest.sev;

import org.jspecify.annotations.NullMarked;
