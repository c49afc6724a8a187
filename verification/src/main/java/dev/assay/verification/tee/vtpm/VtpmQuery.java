package dev.assay.verification.tee.vtpm;

import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a cloud's virtual TPM needs endorsements. Nothing is verified: evidence that lies about itself gets endorsements
 * that do not fit it.
 */
public sealed interface VtpmQuery {

    /** DER: of the attestation key first, then those that the evidence brings; empty if it has none. */
    List<byte[]> certificates();

    /** Google's: the key's certificate, and no hardware. */
    record Gcp(List<byte[]> certificates) implements VtpmQuery {}

    /**
     * Azure's on AMD SEV-SNP.
     *
     * @param report 1184 bytes
     * @param vcek DER or PEM
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record AzureSnp(byte[] report, byte[] vcek, List<byte[]> certificates) implements VtpmQuery {}

    /** Azure's on Intel TDX. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record AzureTdx(byte[] quote, List<byte[]> certificates) implements VtpmQuery {}

    /** @param evidence as {@link GcpVtpmVerifier#verify} takes it */
    static Verdict<VtpmQuery> ofGcp(byte[] evidence) {
        try {
            GcpEvidence parsed = GcpEvidence.read(evidence);
            List<byte[]> certificates = new ArrayList<>(List.of(parsed.certificate()));
            certificates.addAll(parsed.intermediates());
            return new Verdict.Verified<>(new Gcp(List.copyOf(certificates)));
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }

    /** @param evidence as {@link AzureVtpmVerifier#verify} takes it */
    static Verdict<VtpmQuery> ofAzure(byte[] evidence) {
        try {
            AzureEvidence parsed = AzureJson.read(evidence);
            return new Verdict.Verified<>(
                    switch (parsed.report().kind()) {
                        case SNP ->
                            new AzureSnp(parsed.report().hardwareReport(), parsed.hardware(), parsed.certificates());
                        case TDX -> new AzureTdx(parsed.hardware(), parsed.certificates());
                    });
        } catch (Rejection rejection) {
            return rejection.verdict();
        }
    }
}
