package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Checks;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.tpm.QuotedPcrs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Step 2 of 3: a quote of a virtual TPM that genuine hardware vouches for; whether it is what the caller wants is open. */
public final class GenuineAzureVtpm {

    private final AzureHardware hardware;
    private final GenuineVtpm vtpm;

    private GenuineAzureVtpm(AzureHardware hardware, GenuineVtpm vtpm) {
        this.hardware = hardware;
        this.vtpm = vtpm;
    }

    /**
     * The checks that {@link AzureVtpmVerifier#verify} lists from the second on, in their order.
     *
     * @throws Rejection if one fails
     */
    static Verdict<GenuineAzureVtpm> verify(
            AzureEvidence evidence, AzureEndorsements endorsements, AzureAnchors anchors, Instant now) {
        AzureHardware hardware = AzureHardware.verify(evidence, endorsements, anchors, now);
        KeyRevocation revocation =
                checkCertificate(evidence, endorsements.attestationKey(), anchors.attestationKeys(), now);
        HclClaims claims = evidence.report().claims();
        QuotedPcrs quote = evidence.quote().verify(claims.attestationKey());
        GenuineVtpm vtpm = new GenuineVtpm(
                hardware.tee(),
                anchors.areSimulated(),
                evidence.digest(),
                List.of(quote),
                Optional.empty(),
                claims.secureBoot(),
                revocation,
                claims.vmId(),
                claims.userData());
        GenuineAzureVtpm genuine = new GenuineAzureVtpm(hardware, vtpm);
        return anchors.areSimulated() ? new Verdict.Simulated<>(genuine) : new Verdict.Verified<>(genuine);
    }

    /** Azure has given none for long; the claims alone say whose the key is. */
    private static KeyRevocation checkCertificate(
            AzureEvidence evidence, AkEndorsements given, TrustAnchors anchors, Instant now) {
        List<byte[]> certificates = evidence.certificates();
        if (certificates.isEmpty()) {
            return KeyRevocation.NO_CERTIFICATE;
        }
        AkChain chain = AkChain.verify(
                certificates.getFirst(),
                certificates.subList(1, certificates.size()),
                Set.of(AkChain.FOR_ATTESTATION_KEYS),
                given,
                anchors,
                now);
        if (!chain.key().equals(evidence.report().claims().attestationKey())) {
            throw new Rejection(Reason.TPM_KEY_MISMATCH, "the certificate is of another key than the claims'");
        }
        return chain.revocation();
    }

    /**
     * Compares with the policy: the virtual TPM as {@link GenuineVtpm#appraise}, the hardware as its own kind is compared.
     *
     * @return with every check that failed, if any did
     */
    public Verdict<VerifiedAzureVtpm> appraise(AzurePolicy policy) {
        try {
            Checks checks = new Checks();
            checks.make(() -> Verdicts.value(vtpm.appraise(policy.vtpm())));
            checks.make(() -> hardware.appraise(policy));
            checks.end();
            VerifiedAzureVtpm verified =
                    new VerifiedAzureVtpm(Verdicts.value(vtpm.appraise(policy.vtpm())), hardware.appraise(policy));
            return vtpm.simulated() ? new Verdict.Simulated<>(verified) : new Verdict.Verified<>(verified);
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** Of the virtual TPM. */
    public GenuineVtpm vtpm() {
        return vtpm;
    }
}
