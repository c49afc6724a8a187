package dev.assay.verification.tee.vtpm;

import dev.assay.verification.tee.tpm.PcrBank;
import dev.assay.verification.tee.tpm.QuotedPcrs;
import dev.assay.verification.tee.tpm.TpmQuote;
import dev.assay.verification.tee.tpm.TpmSignature;
import dev.assay.verification.x509.PublicKey;

/** A quote, who is said to have signed it, and the registers that it is said to be over. */
record SignedQuote(TpmQuote quote, TpmSignature signature, PcrBank bank) {

    QuotedPcrs verify(PublicKey key) {
        return QuotedPcrs.verify(key, quote, signature, bank);
    }
}
