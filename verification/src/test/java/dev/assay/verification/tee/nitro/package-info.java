@NullMarked
package dev.assay.verification.tee.nitro;

import org.jspecify.annotations.NullMarked;
