/** JSON (RFC 8259) from people one does not trust: strict, bounded, duplicate keys refused. */
@NullMarked
package dev.assay.verification.json;

import org.jspecify.annotations.NullMarked;
