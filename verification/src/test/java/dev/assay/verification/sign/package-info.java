@NullMarked
package dev.assay.verification.sign;

import org.jspecify.annotations.NullMarked;
