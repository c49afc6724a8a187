@NullMarked
package dev.assay.enclave.guest.tdx;

import org.jspecify.annotations.NullMarked;
