package dev.assay.relay.route;

import dev.assay.edge.ErrorCode;

/** Why an enclave did not fulfil a request. */
record Trouble(ErrorCode code, String detail) {}
