package dev.assay.cli;

import dev.assay.verification.Digest;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.sign.SigningDomain;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the user believes: the roots, the enclaves under them, the deployment. Nothing lax is a default. */
public final class TrustOptions {

    private static final int MAX_POLICY_BYTES = 64 << 10;
    private static final int MAX_ROOT_BYTES = 64 << 10;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Which enclaves to accept: measurements, debug, freshness, clock skew (JSON).")
    private @Nullable Path policy;

    @Option(
            names = "--any-measurement",
            description = "Accept any enclave that is not in debug mode: only that it runs in a TEE is checked.")
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
            return TrustStore.insecureSimulated(Set.of(root(simulatedRoot)));
        }
        return insecureSimulated ? TrustStore.insecureSimulated(Set.of(rootOfThisMachine())) : TrustStore.production();
    }

    private boolean isSimulated() {
        return insecureSimulated || simulatedRoot != null;
    }

    /** The policy file, or the few words that stand for one. */
    public AppraisalPolicy policy() throws IOException {
        if (policy != null) {
            return AppraisalPolicy.parse(InputFile.read(policy, MAX_POLICY_BYTES));
        }
        if (!anyMeasurement && !isSimulated()) {
            throw CommandFailure.usage(
                    "which enclaves do you accept?",
                    "Give --policy FILE, or --any-measurement to accept whatever code runs in a TEE.");
        }
        return lenient();
    }

    /** Any code that is not in debug mode, with evidence of the last day. */
    public static AppraisalPolicy lenient() {
        return AppraisalPolicy.builder()
                .nitro(nitro -> nitro.anyMeasurement().refuseDebug())
                .freshness(Freshness.keyBinding(Duration.ofDays(1)))
                .clockSkew(Duration.ofMinutes(1))
                .build();
    }

    public SigningDomain domain() {
        return new SigningDomain(
                chainId, deployment == null ? SigningDomain.dev().deployment() : deployment);
    }

    private static Digest rootOfThisMachine() throws IOException {
        Path file = Home.folder().resolve(Home.SIMULATED_ROOT);
        if (!Files.exists(file)) {
            throw CommandFailure.usage(
                    "no simulated root at " + file,
                    "Start the network first (assay up), or name the root: --simulated-root HEX|FILE");
        }
        return root(file.toString());
    }

    private static Digest root(String text) throws IOException {
        if (text.matches("[0-9a-fA-F]{64}")) {
            return Digest.ofHex(text);
        }
        String content = new String(InputFile.read(Path.of(text), MAX_ROOT_BYTES), StandardCharsets.UTF_8).strip();
        if (!content.matches("[0-9a-fA-F]{64}")) {
            throw CommandFailure.usage(
                    text + " does not hold 64 hexadecimal digits",
                    "Name the simulated-root.sha256 that assay up wrote in its data folder.");
        }
        return Digest.ofHex(content);
    }
}
