@NullMarked
package dev.assay.enclave.guest.nitro;

import org.jspecify.annotations.NullMarked;
