@NullMarked
package dev.assay.enclave.guest.tsm;

import org.jspecify.annotations.NullMarked;
