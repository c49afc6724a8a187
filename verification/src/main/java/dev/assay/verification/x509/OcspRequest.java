package dev.assay.verification.x509;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;

/** What a responder is asked with (RFC 6960, section 4.1.1). */
public final class OcspRequest {

    private OcspRequest() {}

    /**
     * A question about one certificate, named by SHA-384 as NVIDIA's tools do, not signed and without a nonce: the same
     * question has the same bytes, and its answer may be kept for others.
     *
     * @return DER
     */
    public static byte[] of(Certificate subject, Certificate issuer) {
        CertID id = new CertID(
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha384),
                new DEROctetString(sha384(issuer.subjectDer())),
                new DEROctetString(sha384(issuer.keyBits())),
                new ASN1Integer(subject.serial()));
        TBSRequest request = new TBSRequest(null, new DERSequence(new Request(id, null)), (Extensions) null);
        try {
            return new OCSPRequest(request, null).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("a request of known parts can be encoded", e);
        }
    }

    private static byte[] sha384(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-384").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-384", e);
        }
    }
}
