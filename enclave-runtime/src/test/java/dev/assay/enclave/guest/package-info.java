@NullMarked
package dev.assay.enclave.guest;

import org.jspecify.annotations.NullMarked;
