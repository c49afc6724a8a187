@NullMarked
package dev.assay.verification.ear;

import org.jspecify.annotations.NullMarked;
