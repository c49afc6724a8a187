package dev.assay.verification.receipt;

import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.statement.Request;

/** What a receipt must be for. */
public record Expectation(Digest requestId, Digest workload, Digest inputDigest) {

    public static Expectation of(Request request, SigningDomain domain) {
        return new Expectation(request.digest(domain), request.workload(), request.inputDigest());
    }
}
