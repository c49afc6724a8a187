/** The few calls of Linux that device files and sockets need, through the foreign function interface. */
@NullMarked
package dev.assay.enclave.guest.kernel;

import org.jspecify.annotations.NullMarked;
