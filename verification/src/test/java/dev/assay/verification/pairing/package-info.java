@NullMarked
package dev.assay.verification.pairing;

import org.jspecify.annotations.NullMarked;
