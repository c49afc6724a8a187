@NullMarked
package dev.assay.verification.tee.snp;

import org.jspecify.annotations.NullMarked;
