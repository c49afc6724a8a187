/** How enclaves attach: challenge, evidence, appraisal, and the stream that follows. */
@NullMarked
package dev.assay.relay.admit;

import org.jspecify.annotations.NullMarked;
