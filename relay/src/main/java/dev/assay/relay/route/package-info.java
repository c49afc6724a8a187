/** Which enclave gets which request, and what becomes of it. */
@NullMarked
package dev.assay.relay.route;

import org.jspecify.annotations.NullMarked;
