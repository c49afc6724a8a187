package dev.assay.verification.tee.tpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.x509.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Registers that a key has signed a quote over. Cannot be had without the check; worth as much as what vouches for the
 * key.
 */
public final class QuotedPcrs {

    private final TpmQuote quote;
    private final PcrBank bank;

    private QuotedPcrs(TpmQuote quote, PcrBank bank) {
        this.quote = quote;
        this.bank = bank;
    }

    /**
     * Verifies a quote. Checks:
     *
     * <ol>
     *   <li>the signature, by this key, over the message as received (Part 3, section 18.4);
     *   <li>the quote selects one bank, which is the registers' own, and neither more nor fewer of them than are given
     *       (Part 2, section 10.6.2): a register that is not signed must not look as if it were;
     *   <li>the digest of the values is the quote's (Part 2, section 10.12.1), by the hash of the signature.
     * </ol>
     *
     * @throws Rejection at the first check that fails
     */
    public static QuotedPcrs verify(PublicKey key, TpmQuote quote, TpmSignature signature, PcrBank bank) {
        signature.check(key, quote.message());
        checkSelection(quote, bank);
        checkDigest(quote, signature.hash(), bank);
        return new QuotedPcrs(quote, bank);
    }

    private static void checkSelection(TpmQuote quote, PcrBank bank) {
        boolean same = quote.selections().size() == 1
                && quote.selections().getFirst().bank() == bank.hash()
                && !bank.indices().isEmpty()
                && quote.selections().getFirst().indices().equals(bank.indices());
        if (!same) {
            throw new Rejection(
                    Reason.TPM_PCR_SELECTION,
                    "the quote is over " + quote.selections() + ", the registers are " + bank.hash() + bank.indices());
        }
    }

    private static void checkDigest(TpmQuote quote, TpmHash hash, PcrBank bank) {
        byte[] digest = bank.digest(hash);
        if (!Arrays.equals(digest, quote.pcrDigest())) {
            throw new Rejection(
                    Reason.TPM_PCR_DIGEST,
                    "the registers hash to " + HexFormat.of().formatHex(digest) + ", the quote says "
                            + HexFormat.of().formatHex(quote.pcrDigest()));
        }
    }

    public TpmQuote quote() {
        return quote;
    }

    public PcrBank bank() {
        return bank;
    }

    /** What the verifier gave the TPM to sign; a copy. */
    public byte[] nonce() {
        return quote.extraData().clone();
    }
}
