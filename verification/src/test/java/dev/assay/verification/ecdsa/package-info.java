@NullMarked
package dev.assay.verification.ecdsa;

import org.jspecify.annotations.NullMarked;
