/** The gRPC front door: admits enclaves and requests, and brings them together. */
@NullMarked
package dev.assay.relay;

import org.jspecify.annotations.NullMarked;
