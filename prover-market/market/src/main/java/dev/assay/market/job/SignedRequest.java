package dev.assay.market.job;

import dev.assay.verification.statement.Request;

/** What a job's requester signed, for those who want to check it. */
public record SignedRequest(Request request, byte[] signature) {}
