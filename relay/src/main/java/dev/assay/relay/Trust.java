package dev.assay.relay;

import dev.assay.verification.Digest;
import dev.assay.verification.evidence.AppraisalPolicy;
import dev.assay.verification.tee.Freshness;
import dev.assay.verification.tee.TrustStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Which evidence the relay believes, as configured. */
record Trust(TrustStore anchors, AppraisalPolicy policy) {

    /** Evidence in a receipt may be as old as the last challenge that was answered, and the next may be due already. */
    private static final int STANDING_EVIDENCE_AGES = 2;

    static Trust of(RelayConfig config) throws IOException {
        return new Trust(anchors(config), policy(config));
    }

    private static TrustStore anchors(RelayConfig config) throws IOException {
        Set<Digest> simulated = new HashSet<>(config.insecureSimulatedRoots());
        if (config.insecureSimulatedRootFile().isPresent()) {
            simulated.addAll(read(config.insecureSimulatedRootFile().get()));
        }
        return simulated.isEmpty() ? TrustStore.production() : TrustStore.insecureSimulated(simulated);
    }

    /** Fails closed: a file without a digest does not mean production, it means a mistake. */
    private static Set<Digest> read(Path file) throws IOException {
        Set<Digest> roots = new HashSet<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank()) {
                roots.add(Digest.ofHex(line.strip()));
            }
        }
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("insecureSimulatedRootFile = " + file + ": no digest in it");
        }
        return roots;
    }

    /** A nonce is for one answer; what an enclave shows stands for many requests. */
    private static AppraisalPolicy standing(AppraisalPolicy policy) {
        if (!(policy.freshness() instanceof Freshness.KeyBinding)) {
            throw new IllegalArgumentException(
                    "policy: a relay needs {\"keyBindingMaxAgeSeconds\": …} as freshness; it makes the nonces itself");
        }
        return policy;
    }

    private static AppraisalPolicy policy(RelayConfig config) throws IOException {
        if (config.policy().isPresent()) {
            return standing(
                    AppraisalPolicy.parse(Files.readAllBytes(config.policy().get())));
        }
        return AppraisalPolicy.builder()
                .anyCode()
                .freshness(Freshness.keyBinding(config.evidenceAge().multipliedBy(STANDING_EVIDENCE_AGES)))
                .clockSkew(config.clockSkew())
                .build();
    }
}
