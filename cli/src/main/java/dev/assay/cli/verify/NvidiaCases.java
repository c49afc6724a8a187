package dev.assay.cli.verify;

import dev.assay.verification.Verdict;
import dev.assay.verification.json.JsonValue.JsonString;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.nvidia.GenuineNvidia;
import dev.assay.verification.tee.nvidia.NvidiaAnchors;
import dev.assay.verification.tee.nvidia.NvidiaEndorsements;
import dev.assay.verification.tee.nvidia.NvidiaEvidence;
import dev.assay.verification.tee.nvidia.NvidiaPolicy;
import dev.assay.verification.tee.nvidia.NvidiaRim;
import dev.assay.verification.tee.nvidia.NvidiaVerifier;
import dev.assay.verification.tee.nvidia.VbiosVersion;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs cases of NVIDIA's devices and manifests. A case staples neither OCSP responses nor manifests, so those are waived;
 * nonce, driver and VBIOS must be the case's, where it names them.
 */
final class NvidiaCases {

    private NvidiaCases() {}

    static CaseOutcome spdm(Case given) throws IOException {
        Verdict<NvidiaEvidence> evidence = NvidiaEvidence.parse(given.file("file"), given.file("chain"));
        return given.outcome(
                evidence instanceof Verdict.Verified<NvidiaEvidence>(NvidiaEvidence device)
                        ? appraise(given, device)
                        : evidence);
    }

    /** Several devices are accepted if each is; the first that is not says why. */
    static CaseOutcome evidenceJson(Case given) throws IOException {
        Verdict<List<NvidiaEvidence>> evidence = NvidiaEvidence.parseJson(given.file("file"));
        if (!(evidence instanceof Verdict.Verified<List<NvidiaEvidence>>(List<NvidiaEvidence> devices))) {
            return given.outcome(evidence);
        }
        return given.outcome(devices.stream()
                .<Verdict<?>>map(device -> appraise(given, device))
                .filter(Verdict.Rejected.class::isInstance)
                .findFirst()
                .orElse(evidence));
    }

    static CaseOutcome rim(Case given) throws IOException {
        return given.outcome(NvidiaRim.verify(given.file("file"), TrustAnchors.nvidiaReferences(), given.time("time")));
    }

    private static Verdict<?> appraise(Case given, NvidiaEvidence evidence) {
        Verdict<GenuineNvidia> verdict = NvidiaVerifier.verify(
                evidence, NvidiaEndorsements.none(), NvidiaAnchors.production(), given.time("time"));
        return verdict instanceof Verdict.Verified<GenuineNvidia>(GenuineNvidia device)
                ? device.appraise(policy(given))
                : verdict;
    }

    private static NvidiaPolicy policy(Case given) {
        NvidiaPolicy.Builder policy = NvidiaPolicy.builder()
                .anyArchitecture()
                .insecureAnyNonce()
                .anyDriver()
                .anyVbios()
                .insecureWithoutOcsp()
                .insecureWithoutRims()
                .insecureProtectedPcieAlone();
        optional(given, "nonce").ifPresent(nonce -> policy.nonce(given.digest("nonce")));
        // Empty for a switch, which has none.
        optional(given, "driver")
                .filter(driver -> !driver.isEmpty())
                .ifPresent(driver -> policy.drivers(Set.of(driver)));
        optional(given, "vbios_raw").ifPresent(raw -> policy.vbioses(Set.of(VbiosVersion.of(given.hex("vbios_raw")))));
        return policy.build();
    }

    private static Optional<String> optional(Case given, String name) {
        return given.members().get(name) instanceof JsonString(String text) ? Optional.of(text) : Optional.empty();
    }
}
