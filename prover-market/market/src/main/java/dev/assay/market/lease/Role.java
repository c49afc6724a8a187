package dev.assay.market.lease;

/** Why a node holds a job. */
public enum Role {
    PRIMARY,
    /** In case that the first holder is late. */
    HEDGE
}
