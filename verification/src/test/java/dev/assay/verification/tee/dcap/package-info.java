@NullMarked
package dev.assay.verification.tee.dcap;

import org.jspecify.annotations.NullMarked;
