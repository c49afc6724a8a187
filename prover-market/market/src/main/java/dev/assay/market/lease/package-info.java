/**
 * Leases: who may fulfil a job, and until when. A lease has a fencing token that only grows, lives from heartbeat to
 * heartbeat, and when it ends the job is for sale again.
 */
@NullMarked
package dev.assay.market.lease;

import org.jspecify.annotations.NullMarked;
