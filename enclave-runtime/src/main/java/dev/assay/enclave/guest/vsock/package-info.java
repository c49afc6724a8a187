/** Stream sockets between a virtual machine and its host (AF_VSOCK). */
@NullMarked
package dev.assay.enclave.guest.vsock;

import org.jspecify.annotations.NullMarked;
