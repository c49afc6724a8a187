@NullMarked
package dev.assay.verification.cbor;

import org.jspecify.annotations.NullMarked;
