@NullMarked
package dev.assay.verification.json;

import org.jspecify.annotations.NullMarked;
