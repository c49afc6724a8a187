@NullMarked
package dev.assay.enclave.guest.fake;

import org.jspecify.annotations.NullMarked;
