@NullMarked
package dev.assay.verification.tee.vtpm;

import org.jspecify.annotations.NullMarked;
