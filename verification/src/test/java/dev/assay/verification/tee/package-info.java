@NullMarked
package dev.assay.verification.tee;

import org.jspecify.annotations.NullMarked;
