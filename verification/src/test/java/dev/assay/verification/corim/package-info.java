@NullMarked
package dev.assay.verification.corim;

import org.jspecify.annotations.NullMarked;
