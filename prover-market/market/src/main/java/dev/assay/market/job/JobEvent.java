package dev.assay.market.job;

import java.time.Instant;

/**
 * One change of a job.
 *
 * @param sequence counts from 1 without gaps
 * @param code an {@link dev.assay.edge.ErrorCode}'s name; empty while all goes well
 * @param detail for people
 */
public record JobEvent(long sequence, Instant at, Status status, String code, String detail) {}
