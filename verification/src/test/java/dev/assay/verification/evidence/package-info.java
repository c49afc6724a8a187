@NullMarked
package dev.assay.verification.evidence;

import org.jspecify.annotations.NullMarked;
