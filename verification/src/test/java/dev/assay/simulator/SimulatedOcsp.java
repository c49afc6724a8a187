package dev.assay.simulator;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A simulated OCSP responder (RFC 6960).
 *
 * @param signer of the responses
 * @param certificates that go with them; none where the issuer itself answers
 */
public record SimulatedOcsp(NvidiaCertificate signer, List<NvidiaCertificate> certificates) {

    private static final Duration LIFE = Duration.ofHours(12);

    /** The issuer of certificates answers for them. */
    public static SimulatedOcsp of(NvidiaCertificate issuer) {
        return new SimulatedOcsp(issuer, List.of());
    }

    /** A responder answers for an issuer that authorised it. */
    public static SimulatedOcsp delegated(NvidiaCertificate responder) {
        return new SimulatedOcsp(responder, List.of(responder));
    }

    /** "good", from {@code now} for twelve hours. */
    public byte[] good(NvidiaCertificate subject, NvidiaCertificate issuer, Instant now) {
        return answer(subject, issuer, null, now, now.plus(LIFE), new byte[0]);
    }

    public byte[] revoked(NvidiaCertificate subject, NvidiaCertificate issuer, Instant now) {
        return answer(subject, issuer, revoked(now, CRLReason.keyCompromise), now, now.plus(LIFE), new byte[0]);
    }

    public byte[] onHold(NvidiaCertificate subject, NvidiaCertificate issuer, Instant now) {
        return answer(subject, issuer, revoked(now, CRLReason.certificateHold), now, now.plus(LIFE), new byte[0]);
    }

    public byte[] unknown(NvidiaCertificate subject, NvidiaCertificate issuer, Instant now) {
        return answer(subject, issuer, new UnknownStatus(), now, now.plus(LIFE), new byte[0]);
    }

    private static CertificateStatus revoked(Instant since, int reason) {
        return new RevokedStatus(Date.from(since), reason);
    }

    /**
     * @param status null for "good"
     * @param nextUpdate may be absent
     * @param nonce none if empty
     */
    public byte[] answer(
            NvidiaCertificate subject,
            NvidiaCertificate issuer,
            @Nullable CertificateStatus status,
            Instant thisUpdate,
            @Nullable Instant nextUpdate,
            byte[] nonce) {
        try {
            DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder().build();
            BigInteger serial = new X509CertificateHolder(subject.der()).getSerialNumber();
            CertificateID id = new CertificateID(
                    digests.get(CertificateID.HASH_SHA1), new X509CertificateHolder(issuer.der()), serial);
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(
                    SubjectPublicKeyInfo.getInstance(signer.keys().getPublic().getEncoded()),
                    digests.get(CertificateID.HASH_SHA1));
            Date next = nextUpdate == null ? null : Date.from(nextUpdate);
            builder.addResponse(id, status, Date.from(thisUpdate), next, null);
            if (nonce.length > 0) {
                byte[] value = new DEROctetString(nonce).getEncoded();
                builder.setResponseExtensions(
                        new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, value)));
            }
            return encoded(builder, thisUpdate);
        } catch (IOException | OCSPException | OperatorCreationException e) {
            throw new IllegalStateException("the simulated responder cannot answer", e);
        }
    }

    private byte[] encoded(BasicOCSPRespBuilder builder, Instant at)
            throws IOException, OCSPException, OperatorCreationException {
        X509CertificateHolder[] holders = new X509CertificateHolder[certificates.size()];
        for (int i = 0; i < holders.length; i++) {
            holders[i] = new X509CertificateHolder(certificates.get(i).der());
        }
        var basic = builder.build(
                new JcaContentSignerBuilder("SHA384withECDSA")
                        .build(signer.keys().getPrivate()),
                holders,
                Date.from(at));
        return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
    }
}
