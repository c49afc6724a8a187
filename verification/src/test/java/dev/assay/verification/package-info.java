@NullMarked
package dev.assay.verification;

import org.jspecify.annotations.NullMarked;
