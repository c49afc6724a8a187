/** The enclave's end of the link to a relay, which it dials and does not trust. */
@NullMarked
package dev.assay.enclave.link;

import org.jspecify.annotations.NullMarked;
