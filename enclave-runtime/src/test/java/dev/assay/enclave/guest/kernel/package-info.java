@NullMarked
package dev.assay.enclave.guest.kernel;

import org.jspecify.annotations.NullMarked;
