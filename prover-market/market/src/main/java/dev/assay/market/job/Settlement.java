package dev.assay.market.job;

/** Where the money is. */
public enum Settlement {
    ESCROWED,
    PAID,
    REFUNDED
}
