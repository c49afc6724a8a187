package dev.assay.verification.tee.tpm;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.List;

/**
 * What a TPM signs for TPM2_Quote: a TPMS_ATTEST of type TPM_ST_ATTEST_QUOTE (Part 2, section 10.12.12). Parsed; not
 * verified.
 *
 * @param message the structure as received, which the signature is over
 * @param qualifiedSigner the name of the key and of its parents
 * @param extraData what the caller of TPM2_Quote gave: the nonce
 * @param clockMillis of the TPM, which has no relation to the time of day
 * @param resetCount grows with each start of the TPM
 * @param restartCount grows with each resume
 * @param safe whether the clock has not gone back
 * @param firmwareVersion the vendor's
 * @param selections which registers
 * @param pcrDigest of the selected registers' values, by the hash that the key signs with
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record TpmQuote(
        byte[] message,
        byte[] qualifiedSigner,
        byte[] extraData,
        long clockMillis,
        long resetCount,
        long restartCount,
        boolean safe,
        long firmwareVersion,
        List<PcrSelection> selections,
        byte[] pcrDigest) {

    /** No field of a quote is longer than 68 bytes, but the selections. */
    static final int MAX_BYTES = 1024;

    /** Part 2, section 6.2: only a TPM writes it, and signs nothing else that begins so. */
    private static final long GENERATED_VALUE = 0xFF54_4347L;

    /** Part 2, section 6.9. */
    private static final int ST_ATTEST_QUOTE = 0x8018;

    /** @throws Rejection unless the bytes are one such structure, wholly */
    public static TpmQuote parse(byte[] message) {
        TpmReader in = new TpmReader("TPMS_ATTEST", message, MAX_BYTES);
        checkGenerated(in.u32());
        checkType(in.u16());
        TpmQuote quote = new TpmQuote(
                message.clone(),
                in.sized(),
                in.sized(),
                in.u64(),
                in.u32(),
                in.u32(),
                readSafe(in),
                in.u64(),
                PcrSelection.readList(in),
                in.sized());
        in.end();
        return quote;
    }

    private static void checkGenerated(long magic) {
        if (magic != GENERATED_VALUE) {
            throw new Rejection(Reason.TPM_NOT_GENERATED, "begins with 0x" + Long.toHexString(magic));
        }
    }

    private static void checkType(int type) {
        if (type != ST_ATTEST_QUOTE) {
            throw new Rejection(Reason.TPM_NOT_A_QUOTE, "an attestation of type 0x" + Integer.toHexString(type));
        }
    }

    /** TPMI_YES_NO. */
    private static boolean readSafe(TpmReader in) {
        int safe = in.u8();
        if (safe > 1) {
            throw in.malformed("has neither yes nor no for safe");
        }
        return safe == 1;
    }
}
