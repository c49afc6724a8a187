/** How the client works inside: retries, the resumed event stream, and the verification of what came back. Not an API. */
@NullMarked
package dev.assay.client.internal;

import org.jspecify.annotations.NullMarked;
