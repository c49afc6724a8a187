/** The Nitro security module of an AWS Nitro enclave: {@code /dev/nsm}. */
@NullMarked
package dev.assay.enclave.guest.nitro;

import org.jspecify.annotations.NullMarked;
