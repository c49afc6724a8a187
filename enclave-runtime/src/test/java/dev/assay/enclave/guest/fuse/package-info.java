@NullMarked
package dev.assay.enclave.guest.fuse;

import org.jspecify.annotations.NullMarked;
