/** Transparency logs: Merkle trees (RFC 9162), C2SP tiles, checkpoints, signed notes and witness cosignatures. */
@NullMarked
package dev.assay.verification.transparency;

import org.jspecify.annotations.NullMarked;
