@NullMarked
package dev.assay.verification.tee.cca;

import org.jspecify.annotations.NullMarked;
