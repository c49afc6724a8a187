@NullMarked
package dev.assay.enclave.guest.vsock;

import org.jspecify.annotations.NullMarked;
