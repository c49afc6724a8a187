@NullMarked
package dev.assay.enclave.endorse;

import org.jspecify.annotations.NullMarked;
