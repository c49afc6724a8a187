package dev.assay.cli.verify;

import dev.assay.cli.Facts;
import dev.assay.verification.Finding;
import dev.assay.verification.Reason;
import dev.assay.verification.evidence.Attested;
import dev.assay.verification.evidence.VerifiedEvidence;
import dev.assay.verification.tee.EndorsementParts;
import dev.assay.verification.tee.vtpm.VerifiedVtpm;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was checked of evidence, in groups that a person can read, and how each came out. The steps of verification need each
 * other: where the evidence is not genuine, a group in which nothing was found wrong may not have been reached.
 */
enum EvidenceChecks {
    SHAPE("shape"),
    ACCEPTED_KIND("acceptedKind"),
    CERTIFICATES("certificatesUpToTrustedRoot"),
    ENDORSEMENTS("endorsementsOfTheVendor"),
    REVOCATION("revocation"),
    SIGNATURES("signaturesOfTheEvidence"),
    PLATFORM("platformAndFirmware"),
    CONFIGURATION("debugAndConfiguration"),
    MEASUREMENTS("measurements"),
    FRESHNESS("freshness"),
    ENCLAVE_KEYS("enclaveKeys");

    /** Which of them are decided before any policy is asked. */
    private static final Set<EvidenceChecks> OF_GENUINENESS =
            Set.of(SHAPE, CERTIFICATES, ENDORSEMENTS, REVOCATION, SIGNATURES);

    private static final List<Map.Entry<String, EvidenceChecks>> BY_PREFIX = List.of(
            Map.entry("ENCLAVE_KEYS", ENCLAVE_KEYS),
            Map.entry("EVIDENCE_KIND", ACCEPTED_KIND),
            Map.entry("EVIDENCE_NONCE", FRESHNESS),
            Map.entry("EVIDENCE_STALE", FRESHNESS),
            Map.entry("EVIDENCE_IN_FUTURE", FRESHNESS),
            Map.entry("EVIDENCE_AGE", FRESHNESS),
            Map.entry("EVIDENCE_REPORT_DATA", FRESHNESS),
            Map.entry("EVIDENCE_MEASUREMENT", MEASUREMENTS),
            Map.entry("EVIDENCE_SIGNATURE", SIGNATURES),
            Map.entry("EVIDENCE_DEBUG", CONFIGURATION),
            Map.entry("EVIDENCE_SIMULATED", CERTIFICATES),
            Map.entry("EVIDENCE_NOT_SIMULATED", CERTIFICATES),
            Map.entry("CERTIFICATE_MALFORMED", SHAPE),
            Map.entry("CERTIFICATE_REVOKED", REVOCATION),
            Map.entry("CERTIFICATE_ON_HOLD", REVOCATION),
            Map.entry("CERTIFICATE_STATUS", REVOCATION),
            Map.entry("CERTIFICATE", CERTIFICATES),
            Map.entry("ROOT_UNTRUSTED", CERTIFICATES),
            Map.entry("COLLATERAL_ROOT", CERTIFICATES),
            Map.entry("PCK", CERTIFICATES),
            Map.entry("DEVICE_IDENTITY", CERTIFICATES),
            Map.entry("SNP_CERTIFICATE", CERTIFICATES),
            Map.entry("CRL", REVOCATION),
            Map.entry("OCSP", REVOCATION),
            Map.entry("ENDORSEMENT", ENDORSEMENTS),
            Map.entry("TCB_INFO", ENDORSEMENTS),
            Map.entry("QE_IDENTITY", ENDORSEMENTS),
            Map.entry("RIM", ENDORSEMENTS),
            Map.entry("CCA_ENDORSEMENT", ENDORSEMENTS),
            Map.entry("CCA_IMPLEMENTATION", ENDORSEMENTS),
            Map.entry("REFERENCE_VALUES", ENDORSEMENTS),
            Map.entry("QE_REPORT", SIGNATURES),
            Map.entry("SNP_SIGNING_KEY", SIGNATURES),
            Map.entry("SPDM_RE", SIGNATURES),
            Map.entry("TPM", SIGNATURES),
            Map.entry("HCL", SIGNATURES),
            Map.entry("CCA_REALM", SIGNATURES),
            Map.entry("BAD_SIGNATURE", SIGNATURES),
            Map.entry("EVENT_LOG", MEASUREMENTS),
            Map.entry("SIGNER_DENIED", MEASUREMENTS),
            Map.entry("SNP_ID_KEY", MEASUREMENTS),
            Map.entry("SNP_AUTHOR_KEY", MEASUREMENTS),
            Map.entry("SNP_IMAGE", MEASUREMENTS),
            Map.entry("SNP_GUEST_SVN", MEASUREMENTS),
            Map.entry("SNP_HOST_DATA", MEASUREMENTS),
            Map.entry("SNP_REPORT_ID", MEASUREMENTS),
            Map.entry("CCA_PERSONALIZATION", MEASUREMENTS),
            Map.entry("TCB", PLATFORM),
            Map.entry("QE_", PLATFORM),
            Map.entry("TDX_MODULE", PLATFORM),
            Map.entry("PLATFORM", PLATFORM),
            Map.entry("SNP_PRODUCT", PLATFORM),
            Map.entry("SNP_TCB", PLATFORM),
            Map.entry("SNP_LAUNCH", PLATFORM),
            Map.entry("SNP_FIRMWARE", PLATFORM),
            Map.entry("SNP_KEY", PLATFORM),
            Map.entry("SNP_CLOUD", PLATFORM),
            Map.entry("SNP_CHIP", PLATFORM),
            Map.entry("SNP_PLATFORM", PLATFORM),
            Map.entry("SNP_MITIGATION", PLATFORM),
            Map.entry("DEVICE", PLATFORM),
            Map.entry("CCA_PLATFORM", PLATFORM),
            Map.entry("VTPM_INSTANCE", PLATFORM),
            Map.entry("TD_", CONFIGURATION),
            Map.entry("SNP_VMPL_REFUSED", CONFIGURATION),
            Map.entry("SNP_MIGRATION", CONFIGURATION),
            Map.entry("SNP_GUEST_POLICY", CONFIGURATION),
            Map.entry("CCA_LIFECYCLE", CONFIGURATION),
            Map.entry("SECURE_BOOT", CONFIGURATION));

    private final String title;

    EvidenceChecks(String title) {
        this.title = title;
    }

    /** Whatever has no group of its own is of the shape. */
    static EvidenceChecks of(Reason reason) {
        return BY_PREFIX.stream()
                .filter(entry -> reason.name().startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(SHAPE);
    }

    /** Every check passed that was made; which were not is said. */
    static Facts passed(VerifiedEvidence evidence, boolean namesCode) {
        Facts facts = new Facts();
        for (EvidenceChecks each : values()) {
            facts.with(
                    each.title,
                    switch (each) {
                        case REVOCATION -> revocation(evidence);
                        case MEASUREMENTS -> namesCode ? "ok" : "not compared: the policy accepts any";
                        case ENCLAVE_KEYS -> evidence.keys().isPresent() ? "ok" : "none are bound";
                        default -> "ok";
                    });
        }
        return facts;
    }

    private static String revocation(VerifiedEvidence evidence) {
        EndorsementParts given = evidence.bundle().endorsements();
        return switch (evidence.attested()) {
            case Attested.Nitro enclave -> "none is published";
            case Attested.NitroTpm instance -> "none is published";
            case Attested.Cca realm -> "none is published";
            case Attested.Intel quote -> "ok";
            case Attested.Snp guest ->
                guest.claims().chain().isRevocationChecked() ? "ok" : "not checked: no list was given";
            case Attested.Nvidia devices ->
                given.parts().keySet().stream().anyMatch(name -> name.endsWith("/ocsp"))
                        ? "ok"
                        : "not checked: no answer was given";
            case Attested.Azure machine -> attestationKey(machine.claims().vtpm());
            case Attested.Gcp machine -> attestationKey(machine.claims());
        };
    }

    private static String attestationKey(VerifiedVtpm machine) {
        return switch (machine.keyRevocation()) {
            case CHECKED -> "ok";
            case NOT_CHECKED -> "of the attestation key not checked: no list was given";
            case NO_CERTIFICATE -> "ok of the hardware; the attestation key has no certificate";
        };
    }

    /**
     * Some check failed.
     *
     * @param genuine whether the evidence is, so that only the policy has refused it, and was asked about everything
     */
    static Facts failed(List<Finding> findings, boolean genuine) {
        Map<EvidenceChecks, List<Finding>> found = new EnumMap<>(EvidenceChecks.class);
        found.putAll(findings.stream().collect(Collectors.groupingBy(finding -> of(finding.reason()))));
        Facts facts = new Facts();
        for (EvidenceChecks each : values()) {
            List<Finding> wrong = found.getOrDefault(each, List.of());
            facts.with(each.title, wrong.isEmpty() ? each.unfaulted(found, genuine) : "FAILED " + listed(wrong));
        }
        return facts;
    }

    /** A kind that is not accepted is not looked at by the policy. */
    private String unfaulted(Map<EvidenceChecks, List<Finding>> found, boolean genuine) {
        boolean asked = !found.containsKey(ACCEPTED_KIND);
        return genuine && (asked || OF_GENUINENESS.contains(this)) ? "no fault found" : "not decided";
    }

    private static String listed(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.reason() + ": " + finding.detail())
                .collect(Collectors.joining("; "));
    }
}
