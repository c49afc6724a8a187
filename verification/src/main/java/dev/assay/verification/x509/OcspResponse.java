package dev.assay.verification.x509;

import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.BasicOCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.asn1.ocsp.OCSPResponseStatus;
import org.bouncycastle.asn1.ocsp.ResponseBytes;
import org.bouncycastle.asn1.ocsp.ResponseData;
import org.bouncycastle.asn1.ocsp.SingleResponse;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;

/** A basic OCSP response (RFC 6960, section 4.2.1). Parsed; not trusted. */
public final class OcspResponse {

    private static final int MAX_BYTES = 32 << 10;
    private static final int MAX_ANSWERS = 16;
    private static final int MAX_CERTIFICATES = 4;

    /**
     * For a response without a next update, which by the RFC is outdated at once; NVIDIA's verifier keeps it as long.
     */
    private static final Duration LIFE_WITHOUT_NEXT_UPDATE = Duration.ofHours(1);

    private static final Set<String> UNDERSTOOD =
            Set.of(Extension.extendedKeyUsage.getId(), OCSPObjectIdentifiers.id_pkix_ocsp_nocheck.getId());

    private final byte[] signedPart;
    private final byte[] signature;
    private final SignatureAlgorithm algorithm;
    private final List<Certificate> certificates;
    private final List<OcspAnswer> answers;
    private final byte @Nullable [] nonce;

    private OcspResponse(BasicOCSPResponse basic) throws IOException {
        ResponseData data = basic.getTbsResponseData();
        signedPart = data.getEncoded(ASN1Encoding.DER);
        signature = basic.getSignature().getOctets();
        algorithm = SignatureAlgorithm.of(basic.getSignatureAlgorithm(), basic.getSignatureAlgorithm());
        certificates = certificates(basic.getCerts());
        answers = answers(data.getResponses());
        nonce = nonce(data.getResponseExtensions());
    }

    /** @throws Rejection unless the bytes are one successful basic response, in DER, with nothing around it */
    public static OcspResponse parse(byte[] der) {
        if (der.length > MAX_BYTES) {
            throw malformed(der.length + " bytes; the limit is " + MAX_BYTES);
        }
        try {
            OCSPResponse response = OCSPResponse.getInstance(ASN1Primitive.fromByteArray(der));
            if (!Arrays.equals(response.getEncoded(ASN1Encoding.DER), der)) {
                throw malformed("not DER");
            }
            return new OcspResponse(basic(response));
        } catch (Rejection rejection) {
            throw rejection;
        } catch (IOException | RuntimeException e) {
            throw malformed("not an OCSP response: " + e.getClass().getSimpleName());
        }
    }

    private static BasicOCSPResponse basic(OCSPResponse response) throws IOException {
        int status = response.getResponseStatus().getIntValue();
        ResponseBytes bytes = response.getResponseBytes();
        if (status != OCSPResponseStatus.SUCCESSFUL
                || bytes == null
                || !OCSPObjectIdentifiers.id_pkix_ocsp_basic.equals(bytes.getResponseType())) {
            throw malformed("no basic response, status " + status);
        }
        byte[] der = bytes.getResponse().getOctets();
        BasicOCSPResponse basic = BasicOCSPResponse.getInstance(ASN1Primitive.fromByteArray(der));
        if (!Arrays.equals(basic.getEncoded(ASN1Encoding.DER), der)) {
            throw malformed("not DER");
        }
        return basic;
    }

    private static List<Certificate> certificates(@Nullable ASN1Sequence encoded) throws IOException {
        if (encoded == null) {
            return List.of();
        }
        if (encoded.size() > MAX_CERTIFICATES) {
            throw malformed(encoded.size() + " certificates");
        }
        List<Certificate> certificates = new ArrayList<>();
        for (int i = 0; i < encoded.size(); i++) {
            byte[] der = encoded.getObjectAt(i).toASN1Primitive().getEncoded(ASN1Encoding.DER);
            certificates.add(Certificate.parse(der, UNDERSTOOD));
        }
        return certificates;
    }

    private static List<OcspAnswer> answers(ASN1Sequence encoded) {
        if (encoded.size() == 0 || encoded.size() > MAX_ANSWERS) {
            throw malformed(encoded.size() + " answers");
        }
        List<OcspAnswer> answers = new ArrayList<>();
        for (int i = 0; i < encoded.size(); i++) {
            answers.add(OcspAnswer.of(SingleResponse.getInstance(encoded.getObjectAt(i))));
        }
        return answers;
    }

    private static byte @Nullable [] nonce(@Nullable Extensions extensions) {
        Extension nonce = extensions == null ? null : extensions.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        if (nonce == null) {
            return null;
        }
        // An OCTET STRING (RFC 8954, section 2.1); responders of old put the bare bytes.
        byte[] content = nonce.getExtnValue().getOctets();
        try {
            return ASN1OctetString.getInstance(content).getOctets();
        } catch (IllegalArgumentException e) {
            return content;
        }
    }

    /** What the response says of a certificate, if it says anything; believe it after {@link #check}. */
    public Optional<CertificateStatus> statusOf(Certificate subject, Certificate issuer) {
        return answer(subject, issuer).map(OcspAnswer::status);
    }

    /** From when on what it says of a certificate may be believed; empty if it says nothing of it. */
    public Optional<Instant> notBefore(Certificate subject, Certificate issuer) {
        return answer(subject, issuer).map(OcspAnswer::thisUpdate);
    }

    /** Until when what it says of a certificate may be believed; empty if it says nothing of it. */
    public Optional<Instant> notAfter(Certificate subject, Certificate issuer) {
        return answer(subject, issuer).map(answer -> answer.notAfter(LIFE_WITHOUT_NEXT_UPDATE));
    }

    private Optional<OcspAnswer> answer(Certificate subject, Certificate issuer) {
        return answers.stream()
                .filter(answer -> answer.isOf(subject, issuer))
                .reduce((one, other) -> one.status().compareTo(other.status()) >= 0 ? one : other);
    }

    /** What the asker had chosen, as it came back. */
    public Optional<byte[]> nonce() {
        return Optional.ofNullable(nonce).map(byte[]::clone);
    }

    /**
     * Checks that what the response says of a certificate may be believed:
     *
     * <ol>
     *   <li>it is signed by the certificate's issuer, or by a responder whose certificate that issuer signed for this
     *   use
     *       (RFC 6960, section 4.2.2.2), valid at {@code now};
     *   <li>{@code now} is between this update and the next, both included; without a next one, within an hour.
     * </ol>
     *
     * Whether the responder's own certificate was revoked is not asked: who could answer is the same issuer.
     *
     * @param known what was verified before under the same roots
     * @throws Rejection at the first check that fails, or if the response says nothing of the certificate
     */
    public void check(Certificate subject, Certificate issuer, SignatureCache known, Instant now) {
        OcspAnswer answer = answer(subject, issuer)
                .orElseThrow(
                        () -> new Rejection(Reason.ENDORSEMENT_MISSING, "no OCSP answer about " + subject.subject()));
        checkSignature(issuer, known, now);
        answer.checkTime(now, LIFE_WITHOUT_NEXT_UPDATE);
    }

    private void checkSignature(Certificate issuer, SignatureCache known, Instant now) {
        List<Certificate> authorised = certificates.stream()
                .filter(certificate -> isAuthorised(certificate, issuer, known))
                .toList();
        // First the responders, since most responses are theirs.
        List<Certificate> signers = authorised.stream()
                .filter(responder -> isSignedBy(responder, known))
                .toList();
        if (!signers.isEmpty()) {
            checkOneIsValid(signers, now);
        } else if (!isSignedBy(issuer, known)) {
            throw authorised.isEmpty()
                    ? new Rejection(Reason.OCSP_RESPONDER, "no responder that " + issuer.subject() + " authorised")
                    : new Rejection(Reason.OCSP_SIGNATURE, "the response is not signed by its responder");
        }
    }

    /** A responder's key may have several certificates. */
    private static void checkOneIsValid(List<Certificate> signers, Instant now) {
        if (signers.stream().noneMatch(signer -> signer.isValid(now))) {
            signers.getFirst().checkValidity(now);
        }
    }

    private boolean isSignedBy(Certificate responder, SignatureCache known) {
        return known.verify(responder.key(), algorithm, signedPart, signature);
    }

    private static boolean isAuthorised(Certificate responder, Certificate issuer, SignatureCache known) {
        return responder.isIssuedBy(issuer)
                && !responder.isCa()
                && responder.maySignData()
                && responder.isForOcsp()
                && responder.isSignedBy(issuer, known);
    }

    static Rejection malformed(String detail) {
        return new Rejection(Reason.OCSP_MALFORMED, detail);
    }
}
