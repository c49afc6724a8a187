package dev.assay.cli;

import dev.assay.verification.Digest;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.ReferenceValues;
import dev.assay.verification.tee.TrustAnchors;
import dev.assay.verification.tee.TrustStore;
import dev.assay.verification.tee.TrustStore.Authority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the user believes: the roots, the enclaves under them, the deployment. Nothing lax is a default. */
public final class TrustOptions {

    private static final int MAX_POLICY_BYTES = 64 << 10;
    private static final int MAX_REFERENCE_BYTES = 1 << 20;
    private static final int MAX_ROOT_BYTES = 64 << 10;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Which TEEs to accept, by kind: measurements, debug, TCB, freshness, clock skew (JSON).")
    private @Nullable Path policy;

    @Option(
            names = "--reference-values",
            paramLabel = "FILE",
            description =
                    "The releases that the policy means where it says \"reference-values\" (JSON; docs/policies.md).")
    private @Nullable Path referenceValues;

    @Option(
            names = "--any-measurement",
            description =
                    "Accept any code in a TEE of any kind that is in good standing with its vendor and not in debug"
                            + " mode: what runs there is not checked.")
    private boolean anyMeasurement;

    @Option(
            names = "--insecure-simulated",
            description = "Believe the simulated TEE of the network that runs here (its root lies in"
                    + " ~/.assay/simulated-root.sha256). No hardware stands behind such a result.")
    private boolean insecureSimulated;

    @Option(
            names = "--simulated-root",
            paramLabel = "HEX|FILE",
            description = "The same, for the simulated root with this SHA-256, or the file that holds it.")
    private @Nullable String simulatedRoot;

    @Option(
            names = "--trust-root",
            paramLabel = "AUTHORITY=HEX",
            description =
                    "Trust this root, by its SHA-256, in place of the vendor's: aws-nitro, intel-sgx, amd-sev-snp,"
                            + " nvidia-devices, nvidia-references, azure-vtpm, google-vtpm; arm-cca-platforms has no vendor's,"
                            + " but the SHA-256 of each platform's key. Give it once for each root.")
    private List<String> roots = new ArrayList<>();

    @Option(
            names = "--chain-id",
            paramLabel = "ID",
            defaultValue = "31337",
            description = "The chain of the deployment that signs (default: ${DEFAULT-VALUE}, the development one).")
    private long chainId;

    @Option(
            names = "--deployment",
            paramLabel = "HEX",
            description = "The deployment that signs (default: the development one).")
    private @Nullable Digest deployment;

    public TrustStore anchors() throws IOException {
        if (simulatedRoot != null) {
            return TrustStore.insecureSimulated(simulatedRoots(simulatedRoot));
        }
        return insecureSimulated ? TrustStore.insecureSimulated(rootOfThisMachine()) : hardware();
    }

    private TrustStore hardware() {
        Map<Authority, Set<Digest>> named = new EnumMap<>(Authority.class);
        for (String given : roots) {
            int equals = given.indexOf('=');
            String hex = given.substring(equals + 1);
            if (equals < 0 || !hex.matches("[0-9a-fA-F]{64}")) {
                throw CommandFailure.usage(
                        "--trust-root " + given + " names no root",
                        "Write AUTHORITY=HEX, with the SHA-256 of the root.");
            }
            named.computeIfAbsent(authority(given.substring(0, equals)), any -> new HashSet<>())
                    .add(Digest.ofHex(hex));
        }
        TrustStore store = TrustStore.production();
        for (Map.Entry<Authority, Set<Digest>> each : named.entrySet()) {
            store = store.with(each.getKey(), TrustAnchors.pinned(each.getValue()));
        }
        return store;
    }

    private static Authority authority(String name) {
        return Stream.of(Authority.values())
                .filter(authority -> authority
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')
                        .equals(name))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage(
                        "there is no authority called " + name, "Their names are in: assay verify evidence --help"));
    }

    private boolean isSimulated() {
        return insecureSimulated || simulatedRoot != null;
    }

    /** The policy file, or the few words that stand for one. */
    public AppraisalPolicy policy() throws IOException {
        if (policy != null) {
            byte[] json = InputFile.read(policy, MAX_POLICY_BYTES);
            return referenceValues == null
                    ? AppraisalPolicy.parse(json)
                    : AppraisalPolicy.parse(
                            json, ReferenceValues.parse(InputFile.read(referenceValues, MAX_REFERENCE_BYTES)));
        }
        if (referenceValues != null) {
            throw CommandFailure.usage(
                    "--reference-values without a policy", "Name the policy that uses them: --policy");
        }
        if (!anyMeasurement && !isSimulated()) {
            throw CommandFailure.usage(
                    "which enclaves do you accept?",
                    "Give --policy FILE, or --any-measurement to accept whatever code runs in a TEE.");
        }
        return lenient();
    }

    /** Any code in a TEE that is in good standing with its vendor, with evidence of the last day. */
    public static AppraisalPolicy lenient() {
        return AppraisalPolicy.builder()
                .anyCode()
                .freshness(Freshness.keyBinding(Duration.ofDays(1)))
                .clockSkew(Duration.ofMinutes(1))
                .build();
    }

    public SigningDomain domain() {
        return new SigningDomain(
                chainId, deployment == null ? SigningDomain.dev().deployment() : deployment);
    }

    private static Set<Digest> rootOfThisMachine() throws IOException {
        Path file = Home.folder().resolve(Home.SIMULATED_ROOT);
        if (!Files.exists(file)) {
            throw CommandFailure.usage(
                    "no simulated root at " + file,
                    "Start the network first (assay up), or name the root: --simulated-root HEX|FILE");
        }
        return simulatedRoots(file.toString());
    }

    private static Set<Digest> simulatedRoots(String text) throws IOException {
        if (text.matches("[0-9a-fA-F]{64}")) {
            return Set.of(Digest.ofHex(text));
        }
        String content = new String(InputFile.read(Path.of(text), MAX_ROOT_BYTES), StandardCharsets.UTF_8).strip();
        if (!content.matches("[0-9a-fA-F]{64}(\\s+[0-9a-fA-F]{64})*")) {
            throw CommandFailure.usage(
                    text + " does not hold 64 hexadecimal digits, or lines of them",
                    "Name the simulated-root.sha256 that assay up wrote in its data folder.");
        }
        return Stream.of(content.split("\\s+")).map(Digest::ofHex).collect(Collectors.toSet());
    }
}
