package dev.assay.enclave.guest.sev;

/**
 * A report, 1184 bytes (AMD 56860, table 23), and the host's certificate table for it (AMD 56421, section 4.1.8.1),
 * which may be empty. {@code SnpVerifier} verifies the two.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SnpEvidence(byte[] report, byte[] certificateTable) {}
