package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;

/** The two kinds of TEE that Intel's quotes are of. */
enum Tee {
    SGX(0, "intel-sgx", "QE"),
    TDX(0x81, "intel-tdx", "TD_QE");

    private final long number;
    private final String label;
    private final String quotingEnclave;

    Tee(long number, String label, String quotingEnclave) {
        this.number = number;
        this.label = label;
        this.quotingEnclave = quotingEnclave;
    }

    /** By the number in a quote's header. */
    static Tee of(long number) {
        for (Tee tee : values()) {
            if (tee.number == number) {
                return tee;
            }
        }
        throw new Rejection(Reason.QUOTE_TEE_TYPE, "TEE type " + number);
    }

    String label() {
        return label;
    }

    /** The id of its quoting enclave's identity. */
    String quotingEnclave() {
        return quotingEnclave;
    }
}
