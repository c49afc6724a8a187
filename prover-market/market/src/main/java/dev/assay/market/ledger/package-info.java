/**
 * The market's own money: a double-entry ledger in the same database as the jobs, so that a payment and the change of a job
 * that it is for are one transaction. No account but the mint can owe.
 */
@NullMarked
package dev.assay.market.ledger;

import org.jspecify.annotations.NullMarked;
