package dev.assay.verification.tee.dcap;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.x509.SignatureCache;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The identity of a quoting enclave that Intel signed (Intel PCS API v4, "Get Quoting Enclave Identity", version 2).
 *
 * @param tee whose quotes it signs
 * @param miscSelect with its mask, like the attributes in hexadecimal digits
 * @param levels highest first
 */
record QeIdentity(
        Tee tee,
        Instant issueDate,
        Instant nextUpdate,
        int evaluationNumber,
        String miscSelect,
        String miscSelectMask,
        String attributes,
        String attributesMask,
        String signer,
        int productId,
        List<IsvLevel> levels) {

    /** @throws Rejection unless the text is signed by the key, and then well formed */
    static QeIdentity verify(byte[] text, EcdsaKey signer, SignatureCache known) {
        Reason malformed = Reason.QE_IDENTITY_MALFORMED;
        JsonFields identity = SignedJson.read(text, "enclaveIdentity", malformed)
                .verified(signer, known, malformed, Reason.QE_IDENTITY_SIGNATURE);
        if (identity.number("version", Integer.MAX_VALUE) != 2) {
            throw identity.fault("another version than 2");
        }
        return new QeIdentity(
                tee(identity),
                identity.instant("issueDate"),
                identity.instant("nextUpdate"),
                identity.number("tcbEvaluationDataNumber", Integer.MAX_VALUE),
                identity.hex("miscselect", 4),
                identity.hex("miscselectMask", 4),
                identity.hex("attributes", 16),
                identity.hex("attributesMask", 16),
                identity.hex("mrsigner", 32),
                identity.number("isvprodid", 0xFFFF),
                IsvLevel.read(identity, TcbStatus.OF_ENCLAVES));
    }

    private static Tee tee(JsonFields identity) {
        String id = identity.string("id");
        for (Tee tee : Tee.values()) {
            if (tee.quotingEnclave().equals(id)) {
                return tee;
            }
        }
        throw identity.fault("the id is neither QE nor TD_QE");
    }

    /** @throws Rejection unless {@code now} is from the issue date to the next update, both included */
    void checkCurrent(Instant now) {
        if (now.isBefore(issueDate) || now.isAfter(nextUpdate)) {
            throw new Rejection(
                    Reason.QE_IDENTITY_NOT_CURRENT, "the QE identity is for " + issueDate + " to " + nextUpdate);
        }
    }

    /** QVL 4.1.2.4.14. */
    void checkTee(Tee quote) {
        if (tee != quote) {
            throw new Rejection(
                    Reason.QE_IDENTITY_TEE_MISMATCH,
                    "the identity is of " + tee.quotingEnclave() + ", the quote of " + quote);
        }
    }

    /** QVL 4.1.2.9.5; the identity has the bytes in the report's order. */
    void checkMiscSelect(EnclaveReport qe) {
        byte[] is = qe.miscSelect();
        if (!isMasked(is, miscSelectMask, miscSelect)) {
            throw new Rejection(
                    Reason.QE_MISCSELECT_MISMATCH,
                    "MISCSELECT is " + HexFormat.of().formatHex(is));
        }
    }

    /** QVL 4.1.2.9.6; and never debug mode, whatever the mask says. */
    void checkAttributes(EnclaveReport qe) {
        if (!isMasked(qe.attributes(), attributesMask, attributes) || qe.isDebug()) {
            throw new Rejection(
                    Reason.QE_ATTRIBUTES_MISMATCH,
                    "the attributes are " + HexFormat.of().formatHex(qe.attributes()));
        }
    }

    /** QVL 4.1.2.9.7. */
    void checkSigner(EnclaveReport qe) {
        String is = HexFormat.of().formatHex(qe.mrSigner());
        if (!is.equals(signer)) {
            throw new Rejection(Reason.QE_SIGNER_MISMATCH, "MRSIGNER is " + is);
        }
    }

    /** QVL 4.1.2.9.8. */
    void checkProduct(EnclaveReport qe) {
        if (qe.isvProdId() != productId) {
            throw new Rejection(Reason.QE_PRODUCT_MISMATCH, "ISVPRODID is " + qe.isvProdId() + ", not " + productId);
        }
    }

    private static boolean isMasked(byte[] value, String mask, String expected) {
        byte[] bits = HexFormat.of().parseHex(mask);
        byte[] masked = new byte[value.length];
        for (int i = 0; i < value.length; i++) {
            masked[i] = (byte) (value[i] & bits[i]);
        }
        return HexFormat.of().formatHex(masked).equals(expected);
    }
}
