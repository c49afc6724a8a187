package dev.assay.verification.tee.dcap;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.ecdsa.EcdsaKey;
import dev.assay.verification.ecdsa.NistCurve;
import dev.assay.verification.x509.PublicKey;
import dev.assay.verification.x509.SignatureCache;
import java.util.Arrays;

/**
 * The signature data of a quote: the attestation key's signature, and how the quoting enclave and its PCK vouch for that key
 * (Intel SGX ECDSA quote library API, appendix A.4, "Ecdsa 256-bit Quote Signature Data Structure"; TDX, A.3.8).
 */
final class QuoteSignature {

    private static final int SIGNATURE_BYTES = 64;
    private static final int KEY_BYTES = 64;

    /** Since version 4 all but the signature and the key is inside certification data of this type. */
    private static final int QE_REPORT_DATA = 6;

    private final byte[] signature;
    private final byte[] attestationKey;
    private final EnclaveReport qeReport;
    private final byte[] qeSignature;
    private final byte[] qeAuthenticationData;
    private final CertificationData certification;

    private QuoteSignature(byte[] signature, byte[] attestationKey, Cursor in) {
        this.signature = signature;
        this.attestationKey = attestationKey;
        qeReport = EnclaveReport.read(in);
        qeSignature = in.take(SIGNATURE_BYTES);
        qeAuthenticationData = in.take(in.u16());
        certification = CertificationData.read(in);
    }

    static QuoteSignature read(int version, Cursor in) {
        byte[] signature = in.take(SIGNATURE_BYTES);
        byte[] key = in.take(KEY_BYTES);
        if (version == 3) {
            return new QuoteSignature(signature, key, in);
        }
        int type = in.u16();
        if (type != QE_REPORT_DATA) {
            throw new Rejection(
                    Reason.QUOTE_CERTIFICATION_TYPE, "outer certification data of type " + type + ", not 6");
        }
        Cursor inner = in.part(in.u32());
        QuoteSignature read = new QuoteSignature(signature, key, inner);
        inner.checkEnd("the QE report's certification data");
        return read;
    }

    EnclaveReport qeReport() {
        return qeReport;
    }

    CertificationData certification() {
        return certification;
    }

    /** QVL 4.1.2.4.16. */
    void checkQuote(byte[] signedBytes, SignatureCache known) {
        if (!(known.prepared(attestationKey()) instanceof PublicKey.Ec(EcdsaKey key))
                || !key.verifyRaw(signedBytes, signature)) {
            throw new Rejection(Reason.EVIDENCE_SIGNATURE, "the quote is not signed by its attestation key");
        }
    }

    PublicKey attestationKey() {
        try {
            return new PublicKey.Ec(EcdsaKey.of(NistCurve.P256, attestationKey));
        } catch (IllegalArgumentException e) {
            throw new Rejection(Reason.QUOTE_KEY_INVALID, "the attestation key is no point of P-256");
        }
    }

    /** QVL 4.1.2.4.13: SHA-256 of key and authentication data, then zeros, so that nothing else can hide there. */
    void checkBinding() {
        byte[] expected = Arrays.copyOf(
                Digest.sha256(attestationKey, qeAuthenticationData).bytes(), 64);
        if (!Arrays.equals(qeReport.reportData(), expected)) {
            throw new Rejection(Reason.QE_REPORT_DATA, "the QE report does not name the attestation key");
        }
    }

    /** QVL 4.1.2.4.12. */
    void checkQeReport(EcdsaKey pck, SignatureCache known) {
        if (!known.verifyRaw(pck, qeReport.bytes(), qeSignature)) {
            throw new Rejection(Reason.QE_REPORT_SIGNATURE, "the QE report is not signed by the PCK");
        }
    }
}
