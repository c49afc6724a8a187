package dev.assay.verification.evidence;

import dev.assay.verification.Digest;
import dev.assay.verification.Reason;
import dev.assay.verification.Rejection;
import dev.assay.verification.Verdict;
import dev.assay.verification.tee.EndorsementParts;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.TrustStore.Authority;
import dev.assay.verification.tee.cca.CcaEndorsements;
import dev.assay.verification.tee.cca.CcaPolicy;
import dev.assay.verification.tee.cca.CcaVerifier;
import dev.assay.verification.tee.dcap.DcapEndorsements;
import dev.assay.verification.tee.dcap.DcapPolicy;
import dev.assay.verification.tee.dcap.DcapVerifier;
import dev.assay.verification.tee.dcap.GenuineQuote;
import dev.assay.verification.tee.dcap.VerifiedQuote;
import dev.assay.verification.tee.nitro.NitroPolicy;
import dev.assay.verification.tee.nitro.NitroTpmVerifier;
import dev.assay.verification.tee.nitro.NitroVerifier;
import dev.assay.verification.tee.nvidia.GenuineNvidia;
import dev.assay.verification.tee.nvidia.NvidiaAnchors;
import dev.assay.verification.tee.nvidia.NvidiaEndorsements;
import dev.assay.verification.tee.nvidia.NvidiaEvidence;
import dev.assay.verification.tee.nvidia.NvidiaPolicy;
import dev.assay.verification.tee.nvidia.NvidiaSystem;
import dev.assay.verification.tee.nvidia.NvidiaVerifier;
import dev.assay.verification.tee.nvidia.VerifiedNvidia;
import dev.assay.verification.tee.snp.GenuineSnp;
import dev.assay.verification.tee.snp.SnpEndorsements;
import dev.assay.verification.tee.snp.SnpPolicy;
import dev.assay.verification.tee.snp.SnpVerifier;
import dev.assay.verification.tee.snp.VerifiedSnp;
import dev.assay.verification.tee.vtpm.AkEndorsements;
import dev.assay.verification.tee.vtpm.AzureAnchors;
import dev.assay.verification.tee.vtpm.AzureEndorsements;
import dev.assay.verification.tee.vtpm.AzurePolicy;
import dev.assay.verification.tee.vtpm.AzureVtpmVerifier;
import dev.assay.verification.tee.vtpm.GcpVtpmVerifier;
import dev.assay.verification.tee.vtpm.VtpmPolicy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Hands a bundle to the verifier of its kind: its endorsements, the roots of its authorities, its policy. Each method ends in
 * what the policy accepted, or in a {@link Rejection} with every check that failed.
 */
final class Formats {

    private final EvidenceBundle bundle;
    private final TrustStore store;
    private final AcceptedKinds kinds;
    private final Optional<ReportData> expected;
    private final Optional<Attested> before;
    private final Instant now;

    /**
     * @param expected what the report data must be; empty for any, where the caller rejects the evidence anyway
     * @param before what the same bundle attested at another time: the signatures of its endorsements are not checked again
     */
    Formats(
            EvidenceBundle bundle,
            TrustStore store,
            AcceptedKinds kinds,
            Optional<ReportData> expected,
            Optional<Attested> before,
            Instant now) {
        this.bundle = bundle;
        this.store = store;
        this.kinds = kinds;
        this.expected = expected;
        this.before = before;
        this.now = now;
    }

    Attested attested() {
        return switch (bundle.kind()) {
            case AWS_NITRO -> nitro();
            case AWS_NITROTPM -> nitroTpm();
            case INTEL_SGX, INTEL_TDX -> intel();
            case AMD_SEV_SNP -> snp();
            case NVIDIA -> nvidia();
            case AZURE_SNP_VTPM -> azureSnp();
            case AZURE_TDX_VTPM -> azureTdx();
            case GCP_VTPM -> gcp();
            case ARM_CCA -> cca();
        };
    }

    private Attested nitro() {
        NitroPolicy policy = policy(NitroPolicy.class);
        noEndorsements();
        return new Attested.Nitro(
                value(NitroVerifier.verify(bundle.evidence(), store.of(Authority.AWS_NITRO), policy, now)));
    }

    private Attested nitroTpm() {
        NitroPolicy policy = policy(NitroPolicy.class);
        noEndorsements();
        return new Attested.NitroTpm(
                value(NitroTpmVerifier.verify(bundle.evidence(), store.of(Authority.AWS_NITRO), policy, now)));
    }

    private Attested intel() {
        DcapPolicy policy = policy(DcapPolicy.class);
        GenuineQuote genuine = value(genuineQuote(store.of(Authority.INTEL_SGX)));
        if (!genuine.tee().equals(bundle.kind().label())) {
            throw new Rejection(
                    Reason.EVIDENCE_KIND_REFUSED,
                    genuine.tee() + " evidence that is called " + bundle.kind().label());
        }
        return new Attested.Intel(value(genuine.appraise(policy)));
    }

    private Verdict<GenuineQuote> genuineQuote(TrustAnchors anchors) {
        if (before.orElse(null) instanceof Attested.Intel(VerifiedQuote quote)
                && quote.collateral().anchors().equals(anchors)) {
            return DcapVerifier.verify(bundle.evidence(), quote.collateral(), now);
        }
        return DcapVerifier.verify(bundle.evidence(), DcapEndorsements.of(bundle.endorsements()), anchors, now);
    }

    private Attested snp() {
        SnpPolicy policy = policy(SnpPolicy.class);
        GenuineSnp genuine = value(genuineSnp(store.of(Authority.AMD_SEV_SNP)));
        return new Attested.Snp(value(genuine.appraise(policy)));
    }

    private Verdict<GenuineSnp> genuineSnp(TrustAnchors anchors) {
        if (before.orElse(null) instanceof Attested.Snp(VerifiedSnp guest)
                && guest.chain().anchors().equals(anchors)) {
            return SnpVerifier.verify(bundle.evidence(), guest.chain(), now);
        }
        return SnpVerifier.verify(bundle.evidence(), SnpEndorsements.of(bundle.endorsements()), anchors, now);
    }

    /** Devices with a switch among them are appraised as one system, and others each alone. */
    private Attested nvidia() {
        NvidiaPolicy policy = policy(NvidiaPolicy.class);
        List<GenuineNvidia> genuine = genuineNvidia();
        List<VerifiedNvidia> verified = genuine.stream()
                        .anyMatch(device -> device.architecture().isSwitch())
                ? value(NvidiaSystem.appraise(genuine, policy)).devices()
                : genuine.stream().map(device -> value(device.appraise(policy))).toList();
        if (genuine.stream().map(GenuineNvidia::nonce).distinct().count() != 1) {
            throw new Rejection(Reason.EVIDENCE_NONCE_MISMATCH, "the devices were not asked with one nonce");
        }
        if (genuine.stream().map(GenuineNvidia::deviceId).distinct().count() != genuine.size()) {
            throw new Rejection(Reason.DEVICE_TOPOLOGY, "one device is there more than once");
        }
        return new Attested.Nvidia(verified, Digest.sha256(bundle.evidence()));
    }

    private List<GenuineNvidia> genuineNvidia() {
        NvidiaAnchors anchors =
                new NvidiaAnchors(store.of(Authority.NVIDIA_DEVICES), store.of(Authority.NVIDIA_REFERENCES));
        List<NvidiaEvidence> devices = value(NvidiaEvidence.parseJson(bundle.evidence()));
        EndorsementParts parts = bundle.endorsements();
        List<GenuineNvidia> genuine = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            String prefix = i + "/";
            NvidiaEndorsements endorsements = NvidiaEndorsements.of(parts.under(prefix));
            genuine.add(value(NvidiaVerifier.verify(devices.get(i), endorsements, anchors, now)));
            parts = parts.notUnder(prefix);
        }
        parts.only(Set.of());
        return genuine;
    }

    private Attested azureSnp() {
        return azure(AzureEndorsements.snp(bundle.endorsements()), Authority.AMD_SEV_SNP);
    }

    private Attested azureTdx() {
        return azure(AzureEndorsements.tdx(bundle.endorsements()), Authority.INTEL_SGX);
    }

    private Attested azure(AzureEndorsements endorsements, Authority hardware) {
        AzurePolicy policy = policy(AzurePolicy.class);
        AzureAnchors anchors = new AzureAnchors(store.of(hardware), store.of(Authority.AZURE_VTPM));
        return new Attested.Azure(value(value(AzureVtpmVerifier.verify(bundle.evidence(), endorsements, anchors, now))
                .appraise(policy)));
    }

    private Attested gcp() {
        VtpmPolicy policy = policy(VtpmPolicy.class);
        TrustAnchors anchors = store.of(Authority.GOOGLE_VTPM);
        AkEndorsements endorsements = AkEndorsements.of(bundle.endorsements());
        return new Attested.Gcp(value(value(GcpVtpmVerifier.verify(bundle.evidence(), endorsements, anchors, now))
                .appraise(policy)));
    }

    private Attested cca() {
        CcaPolicy policy = policy(CcaPolicy.class);
        TrustAnchors anchors = store.of(Authority.ARM_CCA_PLATFORMS);
        return new Attested.Cca(value(value(CcaVerifier.verify(bundle.evidence(), ccaPlatforms(), anchors, now))
                .appraise(policy)));
    }

    private CcaEndorsements ccaPlatforms() {
        Optional<byte[]> platforms =
                bundle.endorsements().only(Set.of("platforms")).one("platforms");
        try {
            return platforms.map(CcaEndorsements::parse).orElseGet(() -> CcaEndorsements.of(List.of()));
        } catch (IllegalArgumentException e) {
            throw new Rejection(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private void noEndorsements() {
        bundle.endorsements().only(Set.of());
    }

    private <P> P policy(Class<P> type) {
        return kinds.policy(bundle.kind(), type, expected);
    }

    private static <T> T value(Verdict<T> verdict) {
        return switch (verdict) {
            case Verdict.Verified<T>(T value) -> value;
            case Verdict.Simulated<T>(T value) -> value;
            case Verdict.Rejected<T> rejected -> throw rejected.rejection();
        };
    }
}
