package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The first 48 bytes of a quote (Intel SGX ECDSA quote library API, appendix A.4; TDX, appendix A.3).
 *
 * @param version 3, 4 or 5
 */
record QuoteHeader(int version, Tee tee) {

    /** ECDSA-256-with-P-256: the one kind of attestation key that Intel's quoting enclaves have. */
    private static final int ECDSA_P256 = 2;

    /** Intel's quoting enclaves (939a7233-f79c-4ca9-940a-0db3957f0607). */
    private static final byte[] INTEL = HexFormat.of().parseHex("939a7233f79c4ca9940a0db3957f0607");

    private static final int USER_DATA_BYTES = 20;

    static QuoteHeader read(Cursor in) {
        int version = in.u16();
        if (version < 3 || version > 5) {
            throw new Rejection(Reason.QUOTE_VERSION, "version " + version + ", not 3, 4 or 5");
        }
        int keyType = in.u16();
        if (keyType != ECDSA_P256) {
            throw new Rejection(Reason.QUOTE_KEY_TYPE, "attestation key type " + keyType + ", not 2");
        }
        Tee tee = Tee.of(in.u32());
        if (version == 3 && tee == Tee.TDX) {
            throw new Rejection(Reason.QUOTE_TEE_TYPE, "version 3 is of SGX alone");
        }
        checkSvns(version, in.u32());
        if (!Arrays.equals(in.take(INTEL.length), INTEL)) {
            throw new Rejection(Reason.QUOTE_QE_VENDOR, "the quoting enclave is not Intel's");
        }
        in.take(USER_DATA_BYTES);
        return new QuoteHeader(version, tee);
    }

    /** QE and PCE SVN in version 3, where the QE report and the certificate say the same, signed; reserved since. */
    private static void checkSvns(int version, long svns) {
        if (version > 3 && svns != 0) {
            throw new Rejection(Reason.EVIDENCE_FIELD_INVALID, "the quote's reserved header bytes are not zero");
        }
    }
}
