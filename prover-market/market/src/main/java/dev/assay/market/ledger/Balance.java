package dev.assay.market.ledger;

/**
 * What an account holds, in millionths of the ledger's unit.
 *
 * @param availableMicros can be spent
 * @param escrowedMicros held back by jobs that have not ended
 * @param collateralMicros put up for leases that have not ended
 */
public record Balance(long availableMicros, long escrowedMicros, long collateralMicros) {}
