@NullMarked
package dev.assay.verification.receipt;

import org.jspecify.annotations.NullMarked;
