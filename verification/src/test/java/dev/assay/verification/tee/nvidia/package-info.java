@NullMarked
package dev.assay.verification.tee.nvidia;

import org.jspecify.annotations.NullMarked;
