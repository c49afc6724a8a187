package dev.assay.market.job;

/** The three statuses of a job, which move on their own. */
public record Status(Fulfilment fulfilment, Execution execution, Settlement settlement) {

    static final Status OPENED = new Status(Fulfilment.ACCEPTED, Execution.PENDING, Settlement.ESCROWED);

    public static final Status FOR_SALE = new Status(Fulfilment.AUCTION, Execution.PENDING, Settlement.ESCROWED);

    public static final Status PAID = new Status(Fulfilment.FULFILLED, Execution.SUCCEEDED, Settlement.PAID);

    /** A node holds the lease and is that far. */
    public static Status assigned(Execution execution) {
        return new Status(Fulfilment.ASSIGNED, execution, Settlement.ESCROWED);
    }

    /** The end without a proof. */
    static Status refunded(Fulfilment fulfilment) {
        return new Status(fulfilment, Execution.FAILED, Settlement.REFUNDED);
    }
}
