/** Artifacts over gRPC: what circuits are made of comes in here and goes out to nodes. */
@NullMarked
package dev.assay.market.artifact;

import org.jspecify.annotations.NullMarked;
