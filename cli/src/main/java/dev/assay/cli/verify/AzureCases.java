package dev.assay.cli.verify;

import dev.assay.verification.Verdict;
import dev.assay.verification.tee.snp.SnpField;
import dev.assay.verification.tee.snp.SnpFirmware;
import dev.assay.verification.tee.snp.SnpFlag;
import dev.assay.verification.tee.snp.SnpPolicy;
import dev.assay.verification.tee.snp.SnpPolicyBuilder;
import dev.assay.verification.tee.snp.SnpProduct;
import dev.assay.verification.tee.snp.SnpTcb;
import dev.assay.verification.tee.vtpm.AkEndorsements;
import dev.assay.verification.tee.vtpm.AzureAnchors;
import dev.assay.verification.tee.vtpm.AzureEndorsements;
import dev.assay.verification.tee.vtpm.AzurePolicy;
import dev.assay.verification.tee.vtpm.AzureVtpmVerifier;
import dev.assay.verification.tee.vtpm.GenuineAzureVtpm;
import dev.assay.verification.tee.vtpm.VtpmPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Runs cases of Azure's confidential VMs: whole evidence in JSON, under a policy for any code and nonce; or a piece of it,
 * see {@link AzureComponent}. A line names no endorsements of the vendors': they lie in the folders of their own kinds,
 * {@code snp/open/roots}, {@code intel/open/collateral} and {@code azure-vtpm/open/roots}, beside the file of cases.
 */
final class AzureCases {

    private static final VtpmPolicy ANY = VtpmPolicy.builder()
            .anyPcrs()
            .insecureAnyNonce()
            .anySecureBoot()
            .waiveKeyRevocationLists()
            .anyEventLog()
            .anyInstance()
            .build();

    private static final byte[] NONE = {};

    private AzureCases() {}

    static CaseOutcome run(Case given) throws IOException {
        AzureFile file = AzureFile.read(given);
        if (!file.isEvidence()) {
            return AzureComponent.run(given, file);
        }
        return file.contains("\"td_quote\"") || file.contains("\"tdx_quote_base64\"")
                ? AzureTdxCases.run(given, file.bytes(), ANY)
                : evidence(given, file.bytes());
    }

    private static CaseOutcome evidence(Case given, byte[] json) throws IOException {
        Instant time = given.time("time");
        Path roots = given.folder().resolve("snp/open/roots");
        CaseOutcome outcome = given.unsupported();
        // The processor's product line stands in its certificate's issuer; a chain of another line does not verify.
        for (String product : List.of("Milan", "Genoa", "Turin")) {
            Path intermediate = roots.resolve("SEV-" + product + ".der");
            Path root = roots.resolve("ark-" + product + ".der");
            if (!Files.exists(intermediate) || !Files.exists(root)) {
                continue;
            }
            AzureEndorsements endorsements = new AzureEndorsements.Snp(
                    Files.readAllBytes(intermediate), Files.readAllBytes(root), NONE, attestationKey(given));
            outcome = appraised(given, AzureVtpmVerifier.verify(json, endorsements, AzureAnchors.amdSevSnp(), time));
            if (outcome.verdict().equals(CaseOutcome.ACCEPT)) {
                return outcome;
            }
        }
        return outcome;
    }

    private static CaseOutcome appraised(Case given, Verdict<GenuineAzureVtpm> verdict) {
        return verdict instanceof Verdict.Verified<GenuineAzureVtpm>(GenuineAzureVtpm genuine)
                ? given.outcome(genuine.appraise(AzurePolicy.snp(ANY, anyGuest())))
                : given.outcome(verdict);
    }

    /** Azure's roots, where they lie. */
    static AkEndorsements attestationKey(Case given) throws IOException {
        Path folder = given.folder().resolve("azure-vtpm/open/roots");
        return AkEndorsements.insecureWithoutRevocation(AzureFile.certificates(
                folder.resolve("azure-virtual-tpm-root-2023.pem"),
                folder.resolve("microsoft-rsa-devices-root-ca-2021.pem")));
    }

    /** Any guest, but neither debug mode, nor a migration agent, nor a masked chip. */
    private static SnpPolicy anyGuest() {
        SnpPolicyBuilder policy = SnpPolicy.builder().any(SnpField.values());
        Set<SnpFlag> refused = EnumSet.of(SnpFlag.DEBUG_ALLOWED, SnpFlag.MIGRATION_AGENT_ALLOWED);
        refused.forEach(policy::refuse);
        EnumSet.complementOf(EnumSet.copyOf(refused)).forEach(policy::ignore);
        for (SnpProduct product : SnpProduct.values()) {
            policy.product(product, SnpTcb.ANY, SnpTcb.ANY);
        }
        return policy.vmpl(0)
                .allowVcek()
                .refuseVlek()
                .refuseMaskedChip()
                .allowProvisionalFirmware()
                .waiveRevocationList()
                .minimumFirmware(SnpFirmware.ANY)
                .minimumGuestAbi(0, 0)
                .minimumGuestSvn(0)
                .requireMitigations(0)
                .build();
    }
}
