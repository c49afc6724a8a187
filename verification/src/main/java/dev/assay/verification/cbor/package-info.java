/** A strict, bounded reader of CBOR (RFC 8949) for bytes that come from anyone. */
@NullMarked
package dev.assay.verification.cbor;

import org.jspecify.annotations.NullMarked;
