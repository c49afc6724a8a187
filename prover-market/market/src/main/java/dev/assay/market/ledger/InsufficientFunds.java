package dev.assay.market.ledger;

/** An account does not hold what a transfer would take from it; ends the transaction. */
public final class InsufficientFunds extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InsufficientFunds(String account, long neededMicros) {
        super(account + " does not hold " + neededMicros + " millionths", null, false, false);
    }
}
