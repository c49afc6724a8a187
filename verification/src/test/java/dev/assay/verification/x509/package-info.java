@NullMarked
package dev.assay.verification.x509;

import org.jspecify.annotations.NullMarked;
