/**
 * The prover market: it takes jobs with their price in escrow, sells each to the node that asks least, and pays for a proof
 * that verifies. The packages follow a job: {@code circuit}, {@code job}, {@code auction}, {@code lease}, {@code settle}.
 */
@NullMarked
package dev.assay.market;

import org.jspecify.annotations.NullMarked;
