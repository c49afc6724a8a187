package dev.assay.relay;

import dev.assay.edge.HostPort;
import dev.assay.verification.Digest;
import dev.assay.verification.sign.SigningDomain;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A relay's configuration; the components are the keys of its file.
 *
 * @param listen where clients and enclaves connect; port 0 lets the system choose
 * @param market the market behind this relay; without one there are no proofs and no artifacts
 * @param chainId of the EIP-712 domain in which everything is signed
 * @param deployment the salt of that domain
 * @param insecureSimulatedRoots SHA-256 of the roots of simulated TEEs. If there is one, here or in the file, only enclaves
 *     under these roots are admitted; if there is none, only hardware under its vendors' roots
 * @param insecureSimulatedRootFile holds such digests, one a line, in hexadecimal
 * @param policy an appraisal policy (JSON) whose freshness is a key binding; without it any measurement is admitted,
 *     but no debug enclave: clients appraise for themselves
 * @param clockSkew how far an enclave's clock may run ahead; unused with a policy
 * @param evidenceAge after which an enclave must show newer evidence
 * @param answerWithin how long an enclave has to answer a challenge
 * @param silence after which an enclave that says nothing counts as gone
 * @param maxEnclaves attached at the same time
 * @param maxEnclaveCapacity requests at the same time that one enclave is given, whatever it claims
 * @param maxRequests held at the same time, those that have ended but may be asked for included
 * @param maxBytes of their inputs and results together
 * @param retention how long a result can be had after the request's end
 * @param maxDeadline how far away a deadline may be
 * @param maxWaiting requests that may wait for a free enclave
 * @param patience how long one waits before it fails with NO_ENCLAVE
 * @param attempts enclaves that one request is given to, at most
 * @param ejection how long an enclave gets nothing after its first bad receipt
 * @param drain how long what runs may take to finish when the relay stops
 */
public record RelayConfig(
        HostPort listen,
        Optional<HostPort> market,
        long chainId,
        Digest deployment,
        Set<Digest> insecureSimulatedRoots,
        Optional<Path> insecureSimulatedRootFile,
        Optional<Path> policy,
        Duration clockSkew,
        Duration evidenceAge,
        Duration answerWithin,
        Duration silence,
        int maxEnclaves,
        int maxEnclaveCapacity,
        int maxRequests,
        long maxBytes,
        Duration retention,
        Duration maxDeadline,
        int maxWaiting,
        Duration patience,
        int attempts,
        Duration ejection,
        Duration drain) {

    public RelayConfig {
        positive("maxEnclaves", maxEnclaves);
        positive("maxEnclaveCapacity", maxEnclaveCapacity);
        positive("maxRequests", maxRequests);
        positive("maxBytes", maxBytes);
        positive("attempts", attempts);
        positive("evidenceAge", evidenceAge.toMillis());
        positive("answerWithin", answerWithin.toMillis());
        positive("silence", silence.toMillis());
        positive("maxDeadline", maxDeadline.toMillis());
    }

    public static RelayConfig defaults() {
        SigningDomain dev = SigningDomain.dev();
        return new RelayConfig(
                new HostPort("127.0.0.1", 7420),
                Optional.empty(),
                dev.chainId(),
                dev.deployment(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(30),
                Duration.ofHours(1),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                1024,
                256,
                100_000,
                512L << 20,
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                1024,
                Duration.ofSeconds(30),
                3,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10));
    }

    public SigningDomain domain() {
        return new SigningDomain(chainId, deployment);
    }

    private static void positive(String key, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(key + " is more than zero, not " + value);
        }
    }
}
