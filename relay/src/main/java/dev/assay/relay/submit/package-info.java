/** The service that clients call. */
@NullMarked
package dev.assay.relay.submit;

import org.jspecify.annotations.NullMarked;
