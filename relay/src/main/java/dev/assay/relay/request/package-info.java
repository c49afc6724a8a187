/** Requests that this relay holds: their events, their results and the table of them all. */
@NullMarked
package dev.assay.relay.request;

import org.jspecify.annotations.NullMarked;
